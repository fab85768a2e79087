import { appForbidden, importTable } from './import-table.mjs';

const forbidden = [
  { name: 'no-circular', severity: 'error', from: { path: '^src' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  { name: 'app-forbidden-rooms', severity: 'error', from: { path: '^src/app\\.ts$' }, to: { path: `^src/(${appForbidden.join('|')})/` } },
];

for (const [room, row] of Object.entries(importTable)) {
  const from = { path: `^src/${room}/` };
  const rooms = [room, ...row.rooms].map((r) => (r.endsWith('.ts') ? r.replace('.', '\\.') + '$' : `${r}/`));
  const allowed = `^src/(${rooms.join('|')})`;
  const typed = row.typesFrom?.map((r) => `${r}/`) ?? [];
  forbidden.push({
    name: `${room}-rooms`,
    severity: 'error',
    from,
    to: { path: '^(src|test|bench|scripts)/', pathNot: typed.length ? `${allowed}|^src/(${typed.join('|')})` : allowed },
  });
  if (typed.length) {
    forbidden.push({
      name: `${room}-types-only`,
      severity: 'error',
      from,
      to: { path: `^src/(${typed.join('|')})`, dependencyTypesNot: ['type-only'] },
    });
  }
  forbidden.push({
    name: `${room}-packages`,
    severity: 'error',
    from,
    to: { path: 'node_modules/', ...(row.packages.length ? { pathNot: `node_modules/(${row.packages.join('|')})/` } : {}) },
  });
  if (!row.node) {
    forbidden.push({ name: `${room}-no-node`, severity: 'error', from, to: { dependencyTypes: ['core'] } });
  }
}

export default {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    // AssemblyScript, compiled by itself (scripts/build-kernels.mjs).
    exclude: { path: '^src/dsp/kernels/assembly/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'] },
  },
};
