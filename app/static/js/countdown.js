// Keeps "还剩 6 天 4 小时" true while a page stays open, by the server's clock and not the visitor's.
const MINUTE = 60_000;

function span(milliseconds) {
  const all = Math.floor(milliseconds / MINUTE);
  const days = Math.floor(all / 1440);
  const hours = Math.floor((all % 1440) / 60);
  const minutes = all % 60;
  if (days) return hours ? `${days} 天 ${hours} 小时` : `${days} 天`;
  if (hours) return minutes ? `${hours} 小时 ${minutes} 分` : `${hours} 小时`;
  return `${minutes} 分钟`;
}

function overdue(milliseconds) {
  const hours = Math.floor(milliseconds / (60 * MINUTE));
  if (hours >= 24) return `${Math.floor(hours / 24)} 天`;
  if (hours) return `${hours} 小时`;
  return milliseconds >= MINUTE ? span(milliseconds) : "不到 1 分钟";
}

export function remaining(deadline, now) {
  const left = deadline - now;
  if (left >= MINUTE) return "还剩 " + span(left);
  if (left >= 0) return "还剩不到 1 分钟";
  return "超期 " + overdue(-left);
}

export function keepCountdowns(root) {
  const server = Date.parse(root.body.dataset.now ?? "");
  const shown = [...root.querySelectorAll("[data-deadline]")];
  if (!shown.length || Number.isNaN(server)) return;
  const ahead = server - Date.now();
  const tell = () => {
    const now = Date.now() + ahead;
    for (const element of shown) {
      const deadline = Date.parse(element.dataset.deadline);
      element.textContent = remaining(deadline, now);
      element.classList.toggle("late", deadline < now);
      element.classList.toggle("soon", deadline >= now && deadline - now <= 48 * 60 * MINUTE);
    }
  };
  setInterval(tell, MINUTE / 2);
}
