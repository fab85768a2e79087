const drawings = new Set<() => void>();
let stop: (() => void) | null = null;

/** Every frame; once a second for those who want little motion. A hidden page draws nothing. */
function run(): () => void {
  const drawAll = () => {
    if (document.visibilityState === 'visible') for (const draw of drawings) draw();
  };
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    const timer = setInterval(drawAll, 1000);
    return () => clearInterval(timer);
  }
  // Browsers call no frames of a hidden page.
  let frame = requestAnimationFrame(function next() {
    drawAll();
    frame = requestAnimationFrame(next);
  });
  return () => cancelAnimationFrame(frame);
}

/** Draws again and again, all pictures in the same frame, until the returned function is called. */
export function onFrames(draw: () => void): () => void {
  drawings.add(draw);
  stop ??= run();
  return () => {
    drawings.delete(draw);
    if (drawings.size > 0) return;
    stop?.();
    stop = null;
  };
}
