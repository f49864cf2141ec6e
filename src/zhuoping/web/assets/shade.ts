// SPDX-License-Identifier: Apache-2.0
// Light or dark: what was chosen on this device, else what the system says.

type Shade = "light" | "dark";
const KEY = "zhuoping-shade";

/** The choice kept on this device; none where storage is refused. */
function chosen(): Shade | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : null;
  } catch {
    return null;
  }
}

function shadeNow(): Shade {
  return chosen() ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

/** Put the shade on the page. */
export function applyTheme(): void {
  document.documentElement.dataset["bsTheme"] = shadeNow();
}

/** The other shade, kept for the next page. */
export function switchTheme(): void {
  const next: Shade = shadeNow() === "dark" ? "light" : "dark";
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage is refused: the choice lasts for this page.
  }
  document.documentElement.dataset["bsTheme"] = next;
}
