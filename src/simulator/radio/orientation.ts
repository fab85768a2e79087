/**
 * Turns a sensor's attitude along with its rotation rate, for sensors that send a quaternion.
 * It begins level with gravity and drifts with the gyroscope's error, as nothing corrects it.
 */
export class Attitude {
  /** w, x, y, z: from the sensor's axes to axes that stand still, z up. */
  readonly q = new Float64Array([1, 0, 0, 0]);
  #lastMs: number | null = null;

  /** @param acc m/s² @param gyr deg/s */
  turn(atMs: number, acc: Float64Array, gyr: Float64Array): void {
    if (this.#lastMs === null) this.#level(acc);
    else this.#rotate((atMs - this.#lastMs) / 1000, gyr);
    this.#lastMs = atMs;
  }

  /** The shortest rotation that takes the direction of `acc` upwards. */
  #level([x, y, z]: Float64Array): void {
    const norm = Math.hypot(x, y, z);
    const w = norm + z;
    // Upside down: any half turn about a level axis.
    if (w < 1e-9 * norm || norm === 0) this.q.set([0, 1, 0, 0]);
    else {
      const length = Math.hypot(w, x, y);
      this.q.set([w / length, y / length, -x / length, 0]);
    }
  }

  #rotate(seconds: number, gyr: Float64Array): void {
    const half = (seconds * Math.PI) / 360;
    const angle = Math.hypot(gyr[0], gyr[1], gyr[2]) * half;
    const scale = angle === 0 ? 0 : (Math.sin(angle) / angle) * half;
    const [w, x, y, z] = this.q;
    const c = Math.cos(angle);
    const [i, j, k] = [gyr[0] * scale, gyr[1] * scale, gyr[2] * scale];
    this.q.set([w * c - x * i - y * j - z * k, w * i + x * c + y * k - z * j, w * j - x * k + y * c + z * i, w * k + x * j - y * i + z * c]);
  }

  /** A direction of the room in the sensor's axes. */
  inSensor([x, y, z]: readonly number[]): readonly [number, number, number] {
    const [w, i, j, k] = this.q;
    return [
      (1 - 2 * (j * j + k * k)) * x + 2 * (i * j + w * k) * y + 2 * (i * k - w * j) * z,
      2 * (i * j - w * k) * x + (1 - 2 * (i * i + k * k)) * y + 2 * (j * k + w * i) * z,
      2 * (i * k + w * j) * x + 2 * (j * k - w * i) * y + (1 - 2 * (i * i + j * j)) * z,
    ];
  }
}
