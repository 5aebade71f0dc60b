/**
 * The window's entry: exchanges the start token, learns what the library is, mounts the app.
 */
import './theme/index.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { failureFrom, queries, queryClient } from './app/api.ts';
import { App } from './app/app.tsx';
import { exchangeToken } from './app/session-token.ts';
import { StartFailure } from './app/start-failure.tsx';
import { applyTheme } from './app/theme.ts';
import { showThatWindowLives } from './stories/journal-keeper.ts';

const container = document.getElementById('root');
if (!container) throw new Error('The page has no root element.');
const root = createRoot(container);
applyTheme('system');
let hasStarted = false;
// The address of a new start, opened in a window of an earlier one: the page stays, and only its fragment changes.
window.addEventListener('hashchange', () => void startedAnew());

try {
  showThatWindowLives();
  await exchangeToken();
  const info = await queryClient.fetchQuery(queries.library.info.queryOptions());
  applyTheme(info.settings.theme);
  hasStarted = true;
  root.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
} catch (error) {
  root.render(<StartFailure failure={failureFrom(error)} />);
}

async function startedAnew(): Promise<void> {
  if (!(await exchangeToken())) return;
  if (hasStarted) await queryClient.invalidateQueries();
  else window.location.reload();
}
