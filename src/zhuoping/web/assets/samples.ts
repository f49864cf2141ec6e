// SPDX-License-Identifier: Apache-2.0
// A sample that is marked one by one: y and n by keyboard, on to the next. Without a script the buttons do it.
import { desk, fillFull } from "./desk";

const writing = (target: EventTarget | null): boolean => target instanceof Element && target.matches("input, textarea, select");
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-member]")];
const here = (): HTMLElement | undefined =>
  document.activeElement?.closest<HTMLElement>("[data-member]") ?? rows().find((row) => row.dataset["marked"] === undefined);

/** Watch the list, where this page has one; and the buttons for full points on pages that are not the desk. */
export function watchSamples(): void {
  if (!desk()) document.addEventListener("click", (event) => fillFull(event.target as Element));
  if (!document.querySelector("[data-members]")) return;
  let byKey = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && writing(event.target)) enter(here());
    if (writing(event.target)) return;
    const chosen = { y: ".z-yes", n: ".z-no" }[event.key];
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    const row = here();
    if (chosen === undefined && step === undefined) return;
    event.preventDefault();
    if (step !== undefined) enter(rows()[rows().indexOf(row ?? rows()[0]!) + step]);
    else {
      byKey = true;
      row?.querySelector<HTMLButtonElement>(chosen ?? "")?.click();
    }
  });
  document.addEventListener("click", (event) => {
    // A click of the keyboard has no place on the screen.
    if (event.isTrusted && (event.target as Element).closest("[data-member]")) byKey = event.detail === 0;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const { target, xhr } = (event as CustomEvent<{ target: Element; xhr: XMLHttpRequest }>).detail;
    const row = document.getElementById(target.id);
    if (!row?.matches("[data-member]")) return;
    const list = rows();
    const next = list.slice(list.indexOf(row) + 1).find((each) => each.dataset["marked"] === undefined);
    enter(xhr.status < 400 && byKey && next ? next : row);
  });
}

function enter(row: HTMLElement | undefined): void {
  const button = row?.querySelector<HTMLElement>("[aria-pressed=true]") ?? row?.querySelector<HTMLElement>(".z-yes");
  button?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}
