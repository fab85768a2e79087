/**
 * Who may import whom: the dependency rule of the house, one row a room.
 * `.dependency-cruiser.mjs` enforces it and test/architecture.test.ts proves that every row bites.
 * rooms: other rooms; packages: npm packages (runtime); node: may use node: modules.
 */
export const importTable = {
  model: { rooms: [], packages: [], node: false },
  dsp: { rooms: ['model'], packages: ['fft.js', 'simple-statistics'], node: false },
  metrics: { rooms: ['model', 'dsp'], packages: [], node: false },
  protocols: { rooms: ['model', 'dsp', 'metrics', 'questionnaires'], packages: [], node: false },
  questionnaires: { rooms: ['model'], packages: [], node: false },
  risk: { rooms: ['model', 'metrics', 'questionnaires'], packages: [], node: false },
  export: { rooms: ['model', 'metrics', 'risk'], packages: ['hyparquet-writer', 'hyparquet'], node: true },
  simulator: { rooms: ['model'], packages: [], node: false },
  ingest: { rooms: ['model'], packages: ['rxjs', 'hyparquet'], node: true },
  store: { rooms: ['model'], packages: ['@photostructure/sqlite', 'influx'], node: true },
  pipeline: { rooms: ['model', 'dsp', 'metrics', 'protocols', 'risk'], packages: ['rxjs'], node: true },
  api: {
    rooms: ['model', 'metrics', 'protocols', 'risk', 'questionnaires', 'pipeline', 'export'],
    packages: ['fastify', 'fastify-plugin', '@fastify/.*', 'typebox', '@node-rs/argon2', 'prom-client'],
    node: true,
  },
  cli: { rooms: ['model', 'api', 'pipeline', 'app.ts'], packages: ['commander', 'close-with-grace'], node: true },
  dashboard: { rooms: [], typesFrom: ['model', 'api/schemas'], packages: ['preact', '@preact/signals', 'uplot'], node: false },
};

/** app.ts joins the rooms: everything but cli and dashboard. */
export const appForbidden = ['cli', 'dashboard'];
