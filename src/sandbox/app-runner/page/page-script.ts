import { pageActions } from "./page-actions.ts";
import { pageTables } from "./page-tables.ts";

/**
 * The page's script, for browsers of 2024 and later: it asks for the overview once a second while somebody looks, and
 * writes what is new into the tables. Plain text, since it is not compiled; its test runs it in Chromium.
 */
export function pageScript(): string {
  return `"use strict";
(() => {
${pageTables}
${pageActions}
${polling}
})();
`;
}

const polling = String.raw`
const pollMs = 1000;
let startedAt;
let lastCall = 0;
let timer;
let isAsking = false;
let isLost = false;

async function poll() {
  clearTimeout(timer);
  if (isAsking || document.hidden) return;
  isAsking = true;
  try {
    const overview = await ask("GET", "overview?after=" + lastCall);
    if (startedAt !== undefined && overview.startedAt !== startedAt) {
      forgetCalls();
      lastCall = 0;
      startedAt = overview.startedAt;
      isAsking = false;
      return await poll();
    }
    if (startedAt === undefined || isLost) tell("Connected.");
    isLost = false;
    startedAt = overview.startedAt;
    lastCall = overview.calls.at(-1)?.number ?? lastCall;
    show(overview);
  } catch (error) {
    if (!isLost) tell("The emulator does not answer; asking again: " + error.message, "bad");
    isLost = true;
  } finally {
    isAsking = false;
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(poll, pollMs);
  }
}

document.addEventListener("visibilitychange", poll);
poll();
`;
