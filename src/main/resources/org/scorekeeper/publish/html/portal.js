// Filters the index and draws the courses. Without it every page still says everything.
'use strict';

(function filter() {
  const form = document.querySelector('.filter');
  if (!form) {
    return;
  }
  const text = form.querySelector('#text');
  const vendor = form.querySelector('#vendor');
  const state = form.querySelector('#state');
  const count = form.querySelector('.count');
  const rows = Array.from(document.querySelectorAll('[data-row]'));

  function plain(words) {
    return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  }

  const said = new Map(rows.map(row => {
    const period = row.closest('[data-period]');
    return [row, plain(row.textContent + ' ' + (period ? period.querySelector('h2').textContent : ''))];
  }));

  function apply() {
    const asked = plain(text.value).split(/\s+/).filter(word => word);
    let found = 0;
    for (const row of rows) {
      const shown = asked.every(word => said.get(row).includes(word))
        && (!vendor.value || row.dataset.vendor === vendor.value)
        && (!state.value || !('state' in row.dataset) || row.dataset.state === state.value);
      row.hidden = !shown;
      found += shown && row.closest('[data-period]') ? 1 : 0;
    }
    for (const part of document.querySelectorAll('section')) {
      const own = part.querySelectorAll('[data-row]');
      part.hidden = own.length > 0 && Array.from(own).every(row => row.hidden);
    }
    count.textContent = found ? count.dataset.some.replace('{0}', found) : count.dataset.none;
  }

  form.addEventListener('input', apply);
  form.addEventListener('change', apply);
  form.addEventListener('submit', event => event.preventDefault());
  form.hidden = false;
  apply();
})();

(function charts() {
  if (typeof Chart === 'undefined') {
    return;
  }
  const drawn = [];

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  }

  // The last figure stands beside its point: a chart that has to be asked says nothing on paper.
  const lastFigure = {
    id: 'lastFigure',
    afterDatasetsDraw(chart, args, options) {
      const points = chart.getDatasetMeta(0).data;
      const last = options.values.findLastIndex(value => value !== null);
      if (last < 0) {
        return;
      }
      const { ctx } = chart;
      const x = points[last].x + 6;
      const y = points[last].y + (points[last].y < 24 ? 8 : -8);
      ctx.save();
      ctx.fillStyle = colour('ink');
      ctx.font = '600 12px system-ui, "DejaVu Sans", sans-serif';
      ctx.textAlign = 'right';
      ctx.textBaseline = points[last].y < 24 ? 'top' : 'bottom';
      ctx.lineWidth = 4;
      ctx.lineJoin = 'round';
      ctx.strokeStyle = colour('paper');
      ctx.strokeText(options.shown[last], x, y);
      ctx.fillText(options.shown[last], x, y);
      ctx.restore();
    }
  };

  function draw(place) {
    const data = JSON.parse(place.querySelector('script').textContent);
    place.hidden = false;
    const points = data.failed.map(failed => (failed ? 'rect' : 'circle'));
    const marks = data.failed.map(failed => colour(failed ? 'failed' : 'met'));
    return new Chart(place.querySelector('canvas'), {
      type: 'line',
      data: {
        labels: data.labels,
        datasets: [
          { data: data.values, borderColor: colour('met'), borderWidth: 2, pointStyle: points, pointRadius: 4,
            pointBackgroundColor: marks, pointBorderColor: marks, tension: 0 },
          { data: data.targets, borderColor: colour('soft'), borderWidth: 1.5, borderDash: [5, 4], pointRadius: 0,
            pointHitRadius: 0 }
        ]
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        layout: { padding: { right: 8, top: 4 } },
        interaction: { mode: 'index', intersect: false },
        plugins: {
          legend: { display: false },
          lastFigure: { values: data.values, shown: data.shown },
          tooltip: { filter: item => item.datasetIndex === 0,
            callbacks: { label: item => data.shown[item.dataIndex] } }
        },
        scales: {
          x: { ticks: { color: colour('soft'), maxRotation: 0, autoSkipPadding: 12 }, grid: { display: false } },
          y: { grace: '12%', max: data.most ?? undefined, ticks: { color: colour('soft'), maxTicksLimit: 5 }, grid: { color: colour('line') } }
        }
      },
      plugins: [lastFigure]
    });
  }

  function drawAll() {
    while (drawn.length) {
      drawn.pop().destroy();
    }
    document.querySelectorAll('.chart').forEach(place => drawn.push(draw(place)));
  }

  drawAll();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  addEventListener('beforeprint', () => drawn.forEach(chart => chart.resize()));
})();
