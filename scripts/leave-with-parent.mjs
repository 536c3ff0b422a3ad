// Loaded before the platform by `npm start`: when the starting process is killed outright and can't pass a signal on, the platform
// ends as if it had got one, so that the next start finds port and database free.
const parent = process.ppid
const timer = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(timer)
  process.kill(process.pid, 'SIGTERM')
}, 500)
timer.unref()
