// A row that has just been added is where one types next.
document.addEventListener(
  "click",
  (event) => {
    const added = event.target.closest?.('button[id$="-ADD"]');
    if (!added) return;
    const rows = document.getElementById(`${added.id.slice(0, -"ADD".length)}FORMS`);
    const before = rows?.lastElementChild; // seen before the row is there
    setTimeout(() => {
      const row = rows?.lastElementChild;
      if (row && row !== before) row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    }, 60);
  },
  true,
);
