// Of the values that a change of many records can take, the one that its kind asks for: the others are hidden.
const kind = document.getElementById("id_kind");
const show = () => {
  const asked = kind.value.split("_").pop();
  for (const field of document.querySelectorAll("[data-value-of]")) field.hidden = field.dataset.valueOf !== asked;
};

kind.addEventListener("change", show);
show();
