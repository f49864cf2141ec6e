// SPDX-License-Identifier: Apache-2.0
// A pad to sign on with a finger, a pen or a mouse. Without it, a scan is uploaded.

const WIDTH = 900;
const HEIGHT = 270;
const INK = "#142025";

/** Give every field for a drawn signature its pad. */
export function watchSignatures(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-signature]")) addPad(field);
}

function addPad(field: HTMLInputElement): void {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const place = field.form?.querySelector("input[type=file]")?.closest(".z-field");
  if (!context || !place) return;
  const words = field.dataset["signature"] ?? "";
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  canvas.className = "z-signature-pad";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words);
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "btn btn-sm";
  clear.textContent = field.dataset["clear"] ?? "";
  const label = document.createElement("p");
  label.className = "z-signature-label";
  label.textContent = words;
  const pad = document.createElement("div");
  pad.className = "z-field";
  pad.append(label, canvas, clear);
  place.before(pad);

  const wipe = (): void => {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, WIDTH, HEIGHT);
  };
  wipe();
  context.strokeStyle = INK;
  context.lineWidth = 5;
  context.lineCap = "round";
  context.lineJoin = "round";
  // What was drawn before a refusal is there again.
  if (field.value) {
    const before = new Image();
    before.addEventListener("load", () => context.drawImage(before, 0, 0));
    before.src = field.value;
  }
  clear.addEventListener("click", () => {
    wipe();
    field.value = "";
  });
  draw(canvas, context, () => {
    field.value = canvas.toDataURL("image/png");
  });
}

/** Lines that follow the pointer; `done` after each of them. */
function draw(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, done: () => void): void {
  let drawing = false;
  const to = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * WIDTH) / box.width, ((event.clientY - box.top) * HEIGHT) / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    context.beginPath();
    context.moveTo(...to(event));
    // A dot is a line, too.
    context.lineTo(...to(event));
    context.stroke();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    context.lineTo(...to(event));
    context.stroke();
  });
  for (const name of ["pointerup", "pointercancel"] as const) {
    canvas.addEventListener(name, () => {
      if (drawing) done();
      drawing = false;
    });
  }
}
