import { verdict, type Figure, type ServerName } from "./figure.ts";

const titles: Readonly<Record<ServerName, string>> = { embedded: "embedded API", real: "kube-apiserver" };

/** The figures as text: a table for each measure, a column for each server. */
export function tables(figures: readonly Figure[]): string {
  const measures = [...new Set(figures.map(({ measure }) => measure))];
  return measures
    .map((measure) =>
      table(
        measure,
        figures.filter((figure) => figure.measure === measure),
      ),
    )
    .join("\n");
}

function table(measure: string, figures: readonly Figure[]): string {
  const servers = [...new Set(figures.map(({ server }) => server))];
  const names = [...new Set(figures.map(({ name }) => name))];
  const rows = names.map((name) => {
    const cells = servers.map((server) => figures.find((figure) => figure.server === server && figure.name === name));
    const aim = cells.find((figure) => figure?.atMost !== undefined)?.atMost;
    const verdicts = new Set(cells.map((figure) => figure && verdict(figure)));
    return [
      name,
      ...cells.map((figure) => (figure === undefined ? "-" : `${rounded(figure.value)} ${figure.unit}`)),
      aim === undefined ? "" : `<= ${aim}`,
      verdicts.has("missed") ? "missed" : verdicts.has("met") ? "met" : "",
    ];
  });
  const header = ["", ...servers.map((server) => titles[server]), "aim", ""];
  return `${measure}\n${aligned([header, ...rows])}\n`;
}

function rounded(value: number): string {
  if (value === 0) return "0";
  return value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(value < 1 ? 2 : 1);
}

/** The first column flush left, the others flush right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  return rows.map((row) => `  ${line(row).trimEnd()}`).join("\n");
}
