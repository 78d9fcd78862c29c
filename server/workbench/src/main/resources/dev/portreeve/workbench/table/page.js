const form = document.querySelector('form');
const wanted = () => new Set([...form.querySelectorAll('[name=outcome]:checked')].map(box => box.value));
function filter() {
  const outcomes = wanted();
  const words = form.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const open = form.open.checked;
  for (const row of document.querySelectorAll('tbody tr')) {
    const head = row.querySelector('th').textContent.toLowerCase();
    let any = false;
    for (const cell of row.querySelectorAll('td')) {
      const text = head + ' ' + cell.textContent.toLowerCase();
      const shown = cell.dataset.outcomes.split(' ').some(one => outcomes.has(one))
        && words.every(word => text.includes(word))
        && (!open || cell.dataset.open === 'true');
      cell.classList.toggle('out', !shown);
      any = any || shown;
    }
    row.hidden = !any;
  }
}
form.addEventListener('input', filter);
form.addEventListener('submit', event => event.preventDefault());
