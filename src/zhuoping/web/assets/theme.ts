// SPDX-License-Identifier: Apache-2.0
// Runs before the page is drawn, so that nobody who chose the dark sees a white flash.
import { applyTheme } from "./shade";

document.documentElement.classList.add("js");
applyTheme();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
