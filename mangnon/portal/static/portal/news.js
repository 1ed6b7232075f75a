// Two conveniences of an article's page: copy its address, print it. Without scripts neither button is shown.
for (const button of document.querySelectorAll("[data-print], [data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    if (!button.dataset.copy) return window.print();
    const field = document.getElementById(button.dataset.copy);
    field.select();
    return navigator.clipboard?.writeText(field.value);
  });
}
