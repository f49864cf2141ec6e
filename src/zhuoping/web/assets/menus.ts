// SPDX-License-Identifier: Apache-2.0
// Menus are <details>, so they open without a script; here they also close as people expect.

/** Close open menus on Escape and on a click elsewhere; open and close the navigation on a phone. */
export function watchMenus(): void {
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
      if (!menu.contains(event.target as Node)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  const toggle = document.querySelector<HTMLButtonElement>("[data-nav-toggle]");
  toggle?.addEventListener("click", () => {
    const open = document.body.classList.toggle("nav-open");
    toggle.setAttribute("aria-expanded", String(open));
  });
}

function openMenus(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.z-menu[open]")];
}
