// SPDX-License-Identifier: Apache-2.0
// Files for the desk: chosen, dropped, pasted or taken by the camera; each is sent by itself and shows how far it is.
import { pollNow } from "./desk";

const AT_ONCE = 3;
interface Upload {
  file: File;
  form: HTMLFormElement;
  row: HTMLLIElement;
}
const waiting: Upload[] = [];
let running = 0;

/** Watch for files on the desk. */
export function watchDeskFiles(): void {
  const form = (): HTMLFormElement | null => document.querySelector<HTMLFormElement>("[data-attach]");
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    const target = input.closest<HTMLFormElement>("[data-attach]");
    if (!target || input.type !== "file") return;
    if (input.capture) stampTime(target);
    take(target, [...(input.files ?? [])]);
    input.value = "";
  });
  document.addEventListener("dragover", (event) => {
    if (!form() || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form()?.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form()?.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    const target = form();
    if (!target || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    target.classList.remove("is-over");
    take(target, [...event.dataTransfer.files]);
  });
  document.addEventListener("paste", (event) => {
    const target = form();
    const files = [...(event.clipboardData?.files ?? [])];
    if (!target || !files.length) return;
    event.preventDefault();
    take(target, files.map(named));
  });
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-retry]");
    const found = button && failed.get(button);
    if (found) take(found.form, [found.file], found.row);
  });
  document.addEventListener("focusin", (event) => {
    const field = event.target as HTMLInputElement;
    if (field.matches("[data-now]") && !field.value) field.value = localNow();
  });
}

const failed = new WeakMap<HTMLElement, Upload>();

/** A screenshot has no name of its own worth keeping: the time is one. */
function named(file: File): File {
  const end = file.type.split("/")[1]?.replace("jpeg", "jpg") ?? "png";
  return file.name && file.name !== "image.png" ? file : new File([file], `${localNow().replace(/[-:]/g, "").replace("T", "-")}.${end}`, { type: file.type });
}

function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function stampTime(form: HTMLFormElement): void {
  const taken = form.querySelector<HTMLInputElement>("[name=taken_at]");
  if (taken && !taken.value) taken.value = localNow();
}

function take(form: HTMLFormElement, files: File[], again?: HTMLLIElement): void {
  for (const file of files) {
    const row = again ?? document.createElement("li");
    row.replaceChildren(Object.assign(document.createElement("span"), { textContent: file.name }));
    if (!again) form.querySelector("[data-uploads]")?.append(row);
    const limit = Number(form.dataset["limit"]) * 1024 * 1024;
    if (file.size > limit) told(row, form.dataset["tooLarge"] ?? "", "z-bad");
    else waiting.push({ file, form, row });
  }
  next();
}

function next(): void {
  while (running < AT_ONCE && waiting.length) {
    const upload = waiting.shift();
    if (upload) send(upload);
  }
}

function send(upload: Upload): void {
  const { file, form, row } = upload;
  running += 1;
  const body = new FormData(form);
  body.delete("file");
  body.append("file", file, file.name);
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", file.name);
  row.append(bar);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-Upload", "1");
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  };
  request.onloadend = () => {
    running -= 1;
    bar.remove();
    if (request.status === 204) told(row, form.dataset["done"] ?? "", "z-saved");
    else {
      const plain = request.getResponseHeader("Content-Type")?.startsWith("text/plain");
      told(row, (plain && request.responseText) || (form.dataset["failed"] ?? ""), "z-bad");
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: form.dataset["again"] });
      button.dataset["retry"] = "";
      failed.set(button, upload);
      row.append(button);
    }
    next();
    if (!running && !waiting.length) pollNow();
  };
  request.send(body);
}

function told(row: HTMLElement, text: string, shade: string): void {
  row.append(Object.assign(document.createElement("small"), { textContent: text, className: shade }));
}
