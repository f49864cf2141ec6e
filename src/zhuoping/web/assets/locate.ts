// SPDX-License-Identifier: Apache-2.0
// Where the device is: asked of the browser only when the button is pressed. Coordinates may be typed as well.

const PLACES = 6;
const PATIENCE = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 };

/** Let every `data-locate` button fill the coordinates of its form. */
export function watchLocate(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-locate]");
    if (button?.form) locate(button, button.form);
  });
}

function locate(button: HTMLButtonElement, form: HTMLFormElement): void {
  const status = form.querySelector<HTMLElement>("[data-located]");
  const say = (key: string): void => {
    if (status) status.textContent = button.dataset[key] ?? "";
  };
  const failed = (): void => {
    button.disabled = false;
    say("failed");
  };
  if (!navigator.geolocation) return failed();
  button.disabled = true;
  say("waiting");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      fill(form, "latitude", coords.latitude);
      fill(form, "longitude", coords.longitude);
      button.disabled = false;
      say("done");
    },
    failed,
    PATIENCE,
  );
}

function fill(form: HTMLFormElement, name: string, value: number): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value.toFixed(PLACES);
}
