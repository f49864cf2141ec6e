// SPDX-License-Identifier: Apache-2.0
// What every page may use. Each page also works without it.
import { watchDesk } from "./desk";
import { watchFields } from "./fields";
import { watchForms } from "./forms";
import { watchLocate } from "./locate";
import { watchMenus } from "./menus";
import { switchTheme } from "./shade";
import { watchSamples } from "./samples";
import { watchSignatures } from "./signature";

for (const button of document.querySelectorAll("[data-shade-toggle]")) button.addEventListener("click", switchTheme);
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
// Of parts that are swiped on a phone, the one that is open shows.
document.querySelector(".z-parts-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
watchMenus();
watchForms();
watchFields();
watchDesk();
watchLocate();
watchSamples();
watchSignatures();
