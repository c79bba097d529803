// Runs `action` a moment after the last of several calls, and cancels what an earlier call has
// under way: `action` gets the value and an AbortSignal.
export function latest(action, pauseMs = 90) {
  let timer = 0;
  let running = new AbortController();
  return (value) => {
    clearTimeout(timer);
    running.abort();
    running = new AbortController();
    const { signal } = running;
    timer = setTimeout(async () => {
      try {
        await action(value, signal);
      } catch (error) {
        if (error.name !== "AbortError") throw error;
      }
    }, pauseMs);
  };
}
