import type { Figure, ServerName } from "./figure.ts";
import type { Fleet } from "./fleet.ts";
import { measureFirstCall } from "./measures/first-call.ts";
import { measureLife } from "./measures/life.ts";
import { measureMemory } from "./measures/memory.ts";
import { measureRollOut } from "./measures/roll-out.ts";
import { measureStartUp } from "./measures/start-up.ts";
import { measureSteadyDay } from "./measures/steady-day.ts";
import { measureTeam } from "./measures/team.ts";
import { startRealFleet } from "./real-fleet.ts";
import { withSite } from "./site.ts";
import { startVirtualFleet } from "./virtual-fleet.ts";

/** A create takes four seconds; polls are a fifth of a second apart, far more than a call takes. */
const lifeSpeed = 60;
/** An hour takes half a minute. */
const teamSpeed = 120;
/** A day takes two minutes. */
const daySpeed = 720;
/** Near AWS's pace, at which a sweep of its own hardly falls into a sample. */
const firstCallSpeed = 4;
const memorySpeed = 720;

/** All measures on one server. `tell` gets a line when a measure begins. */
export async function measureServer(
  server: ServerName,
  quick: boolean,
  tell: (line: string) => void,
): Promise<readonly Figure[]> {
  const withProcess = <T>(speed: number, use: (fleet: Fleet) => Promise<T>): Promise<T> =>
    withSite(server, speed, async (site) => closing(await startRealFleet(site), use));
  const inVirtualTime = server === "embedded";
  const figures: Figure[] = [];
  const run = async (what: string, measure: () => Promise<readonly Figure[]>): Promise<void> => {
    tell(`${server}: ${what}`);
    figures.push(...(await measure()));
  };

  const pace = (speed: number): string => (inVirtualTime ? "in virtual time" : `at ${speed} times AWS's pace`);
  const atPace = async <T>(speed: number, use: (fleet: Fleet) => Promise<T>): Promise<T> =>
    inVirtualTime ? closing(await startVirtualFleet(), use) : withProcess(speed, use);

  await run(`the life of a service, ${pace(lifeSpeed)}`, () =>
    atPace(lifeSpeed, (fleet) => measureLife(server, fleet)),
  );
  await run(`a team's directory, ${pace(teamSpeed)}`, () =>
    atPace(teamSpeed, (fleet) => measureTeam(server, fleet, inVirtualTime && !quick ? 1 : quick ? 0.05 : 0.125)),
  );
  await run(`a roll-out, ${pace(lifeSpeed)}`, () => atPace(lifeSpeed, (fleet) => measureRollOut(server, fleet)));
  await run(`a steady day, ${pace(daySpeed)}`, () =>
    atPace(daySpeed, (fleet) => measureSteadyDay(server, fleet, quick ? 0.25 : 1)),
  );
  await run("time to the first call", () =>
    withProcess(firstCallSpeed, (fleet) => measureFirstCall(server, fleet, quick ? 20 : 30)),
  );
  await run("time to start", () =>
    withSite(server, firstCallSpeed, (site) => measureStartUp(server, site, quick ? 5 : 10)),
  );
  await run("memory", () =>
    withSite(server, memorySpeed, (site) => measureMemory(server, site, quick ? 5_000 : 15_000)),
  );
  return figures;
}

async function closing<T>(fleet: Fleet, use: (fleet: Fleet) => Promise<T>): Promise<T> {
  try {
    return await use(fleet);
  } finally {
    await fleet.close();
  }
}
