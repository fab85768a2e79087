import '@preact/signals';
import './styles/index.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { startIdleWatch } from './client/idle.ts';
import { startSession } from './client/session.ts';
import { startRouter } from './router.ts';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element #app');
startRouter();
startIdleWatch();
render(<App />, root);
void startSession();
