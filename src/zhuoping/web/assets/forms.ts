// SPDX-License-Identifier: Apache-2.0
// Forms: a second click sends nothing twice, and what was refused is brought before the reader.

/** Watch every form of the page, also those that come later. */
export function watchForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset["sent"] === "yes") {
      event.preventDefault();
      return;
    }
    form.dataset["sent"] = "yes";
    // After the event: a button that is disabled earlier would not send its own name and value.
    setTimeout(() => setButtons(form, true));
  });
  // The way back shows the page as it was left: its buttons have to work again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) release(form);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = (event.target as Element).closest("form");
    if (form) release(form);
  });
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLElement;
    if (field.matches("[data-submit-on-change]")) (field as HTMLInputElement).form?.requestSubmit();
  });
  showProblems(document);
  document.addEventListener("htmx:afterSwap", (event) => showProblems(event.target as Element));
}

function release(form: HTMLFormElement): void {
  delete form.dataset["sent"];
  setButtons(form, false);
}

function setButtons(form: HTMLFormElement, busy: boolean): void {
  for (const control of form.elements) {
    if (control instanceof HTMLButtonElement && control.type === "submit") {
      control.disabled = busy;
      control.classList.toggle("is-busy", busy);
    }
  }
}

/** Move to the summary of what was refused. */
function showProblems(within: Document | Element): void {
  within.querySelector<HTMLElement>("[data-problems]")?.focus();
}
