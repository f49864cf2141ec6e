// SPDX-License-Identifier: Apache-2.0
// A field that only some answers need: data-shown-when="other=value" hides it until then. Without a script it shows.

/** Show and hide dependent fields, now and on every change. */
export function watchFields(): void {
  const update = (): void => {
    for (const part of document.querySelectorAll<HTMLElement>("[data-shown-when]")) {
      const [name = "", wanted = ""] = (part.dataset["shownWhen"] ?? "").split("=");
      const form = part.closest("form");
      if (form) part.hidden = !new FormData(form).getAll(name).some((value) => wanted.split("|").includes(String(value)));
    }
  };
  document.addEventListener("change", update);
  document.addEventListener("htmx:afterSwap", update);
  update();
}
