// SPDX-License-Identifier: Apache-2.0
// The scoring desk: nothing typed is lost. Fields save themselves (htmx); here is who waits for whom.
import { watchDeskFiles } from "./desk_files";
import { watchDeskKeys } from "./desk_keys";

interface Htmx {
  ajax(verb: string, path: string, context: object): Promise<void>;
  trigger(element: Element, event: string): void;
}
declare const htmx: Htmx;

interface Answered {
  xhr: XMLHttpRequest;
  successful: boolean;
  requestConfig: { path: string; elt: Element };
}

const inFlight = new Set<Element>();

/** The desk that is shown now; it is replaced when another indicator is opened. */
export const desk = (): HTMLElement | null => document.querySelector<HTMLElement>("[data-desk]");

/** Ask at once what others changed. */
export function pollNow(): void {
  const poll = document.querySelector("[data-poll]");
  if (poll) htmx.trigger(poll, "now");
}

/** Open the indicator of a link, after everything that was typed is saved; what was refused keeps us here. */
export async function go(link: HTMLAnchorElement): Promise<void> {
  (document.activeElement as HTMLElement | null)?.blur();
  await settled();
  const unsaved = document.querySelector<HTMLElement>("[data-save][data-dirty]");
  if (unsaved) {
    say(unsaved, "unsaved");
    unsaved.querySelector<HTMLElement>("input:not([type=hidden]), textarea")?.focus();
    return;
  }
  const address = new URL(link.getAttribute("href") ?? "", desk()?.dataset["address"] ? new URL(desk()!.dataset["address"]!, location.href) : location.href);
  await show(address.pathname + address.search);
  history.pushState({ desk: true }, "", address.pathname + address.search);
}

async function show(address: string): Promise<void> {
  const list = document.querySelector(".z-desk-list");
  const scrolled = list?.scrollTop ?? 0;
  await htmx.ajax("GET", address, { target: "#z-desk", swap: "outerHTML" });
  const now = document.querySelector(".z-desk-list");
  if (now) now.scrollTop = scrolled;
  document.querySelector(".z-desk-row[aria-current]")?.scrollIntoView({ block: "nearest" });
  scrollTo({ top: Math.min(scrollY, topOf(document.querySelector(".z-parts-nav"))) });
  focusAward();
}

const topOf = (element: Element | null): number => (element ? element.getBoundingClientRect().top + scrollY : 0);

/** The first control of the award; the title where there is none. */
export function focusAward(): HTMLElement | null {
  const shown = [...document.querySelectorAll<HTMLInputElement>("[data-award]")].find((each) => !each.closest("[hidden]"));
  const target = shown ?? document.querySelector<HTMLElement>("#desk-title");
  target?.focus({ preventScroll: shown === undefined });
  if (shown?.type === "text") shown.select();
  return target;
}

/** When no save is under way any more. */
async function settled(): Promise<void> {
  // A change that was just made starts its request in this very turn.
  await new Promise((resolve) => setTimeout(resolve));
  while (inFlight.size) await new Promise((resolve) => setTimeout(resolve, 20));
}

function say(form: Element, what: string): void {
  const status = form.querySelector(".z-status");
  if (status) status.textContent = desk()?.dataset[what] ?? "";
}

/** Full points by the button beside a field. */
export function fillFull(target: Element): void {
  const full = target.closest<HTMLElement>("[data-full]");
  const field = full && document.querySelector<HTMLInputElement>(`[name="${full.dataset["for"]}"]`);
  if (!full || !field) return;
  field.value = full.dataset["full"] ?? "";
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}

/** Watch the desk, where this page is one. */
export function watchDesk(): void {
  if (!desk()) return;
  const formOf = (event: Event): HTMLElement | null => (event.target as Element).closest<HTMLElement>("[data-save]");
  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (form) form.dataset["dirty"] = "yes";
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if ((event.target as Element).matches("[data-poll]") && document.hidden) event.preventDefault();
    const form = formOf(event);
    if (!form) return;
    inFlight.add(form);
    // What is typed from now on is not in this request.
    delete form.dataset["dirty"];
    delete form.dataset["failed"];
    say(form, "saving");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, successful, requestConfig } = (event as CustomEvent<Answered>).detail;
    // The form itself may be gone by now, replaced by what came back.
    const form = requestConfig.elt.closest<HTMLElement>("[data-save]");
    if (form) {
      inFlight.delete(form);
      if (!successful || xhr.status >= 400) form.dataset["dirty"] = "yes";
      if (xhr.status === 0 || xhr.status >= 500) {
        form.dataset["failed"] = "yes";
        say(form, "offline");
      }
    } else if (requestConfig.elt.matches("[data-poll]") && xhr.status >= 200 && xhr.status < 300) sendAgain();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = (event as CustomEvent<Answered>).detail;
    const form = requestConfig.elt.closest<HTMLElement>("[data-save]");
    // Sent on to the page for signing in: that belongs into no field.
    if (!form || !xhr.responseURL || new URL(xhr.responseURL).pathname === requestConfig.path) return;
    event.preventDefault();
    form.dataset["dirty"] = "yes";
    say(form, "expired");
  });
  watchOthers();
  watchLinks();
  watchDeskKeys();
  watchDeskFiles();
}

/** What could not be sent is sent again, now that the server answers. */
function sendAgain(): void {
  for (const form of document.querySelectorAll("[data-save][data-failed]")) htmx.trigger(form, "change");
}

/** What others changed comes into fields that nobody here is writing in; the rest waits until they are left. */
function watchOthers(): void {
  let keptBack = false;
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { detail } = event as CustomEvent<{ shouldSwap: boolean; target: HTMLElement; fragment: DocumentFragment }>;
    const { target, fragment } = detail;
    if (target.matches("[data-poll]")) {
      if (keptBack) detail.shouldSwap = false;
      keptBack = false;
      return;
    }
    const key = target.dataset["save"];
    if (key === undefined) return;
    const seen = (within: ParentNode): number => Number(within.querySelector<HTMLInputElement>("[name=seen]")?.value ?? 0);
    if (seen(fragment) <= seen(target)) detail.shouldSwap = false;
    else if (target.dataset["dirty"] || target.contains(document.activeElement) || inFlight.has(target)) {
      detail.shouldSwap = false;
      keptBack = true;
      say(target, "changed");
    }
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if ((event.target as Element).id === "desk-list") find();
  });
}

function watchLinks(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>("a[data-go]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      void go(link);
    }
    fillFull(target);
  });
  addEventListener("popstate", () => void show(location.pathname + location.search));
  addEventListener("beforeunload", (event) => {
    if (inFlight.size || document.querySelector("[data-save][data-dirty]")) event.preventDefault();
  });
  document.addEventListener("input", (event) => {
    if ((event.target as Element).matches("[data-find]")) find();
  });
}

/** Show the indicators that have what is looked for. */
function find(): void {
  const wanted = (document.querySelector<HTMLInputElement>("[data-find]")?.value ?? "").trim().toLowerCase();
  for (const group of document.querySelectorAll<HTMLElement>("[data-group]")) {
    const rows = [...group.querySelectorAll<HTMLElement>("[data-row]")];
    for (const row of rows) row.hidden = !(row.dataset["row"] ?? "").includes(wanted);
    group.hidden = rows.every((row) => row.hidden);
  }
}
