// SPDX-License-Identifier: Apache-2.0
// The desk by keyboard: indicators, points, search, files. Single letters only outside of fields.
import { focusAward, go } from "./desk";

const inField = (target: EventTarget | null): boolean => target instanceof Element && target.matches("input:not([type=radio], [type=checkbox], [type=file]), textarea, select");

/** Watch the keys of the desk. */
export function watchDeskKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.altKey) {
      if (event.key === "ArrowDown") step(event, "[data-after]");
      if (event.key === "ArrowUp") step(event, "[data-before]");
      return;
    }
    const target = event.target as HTMLElement;
    if (event.key === "Escape" && inField(target)) target.blur();
    else if (event.key === "Enter" && target.matches("[data-find]")) step(event, "[data-row]:not([hidden]) a");
    else if (!inField(target)) letter(event);
  });
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-keys]")) help();
  });
}

function letter(event: KeyboardEvent): void {
  if (event.key === "j") step(event, "[data-after]");
  else if (event.key === "k") step(event, "[data-before]");
  else if (event.key === "/") press(event, () => document.querySelector<HTMLInputElement>("[data-find]")?.select());
  else if (event.key === "u") press(event, () => document.querySelector<HTMLInputElement>("#desk-files")?.click());
  else if (event.key === "?") press(event, help);
  else if (/^[0-9]$/.test(event.key)) {
    const field = focusAward();
    // The digit itself comes in by the key that is being pressed.
    if (!(field instanceof HTMLInputElement)) event.preventDefault();
  }
}

function press(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  act();
}

function step(event: KeyboardEvent, selector: string): void {
  const link = document.querySelector<HTMLAnchorElement>(selector);
  event.preventDefault();
  if (link) void go(link);
}

const help = (): void => document.querySelector<HTMLDialogElement>("#desk-keys")?.showModal();
