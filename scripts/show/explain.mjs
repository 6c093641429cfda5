// What explain says about a run like those above; nothing is changed by it.

export function showExplain(session, isFull) {
  session.title("Explain: the system calls that make such a container, and who asked for each");
  const flags = ["-m", "64m", "--cpus", "0.5", "--pids-limit", "16", "--read-only", "-p", "127.0.0.1:8080:8080"];
  const lines = isFull ? Number.POSITIVE_INFINITY : 90;
  session.show(["explain", ...flags, session.image("nginx:latest")], { says: /-m 64m/, lines });
  session.say("");
  session.run("create", "--name", "plain", "ts-run/busybox", "true");
  session.run("create", "--name", "tight", "--read-only", "--cap-drop", "ALL", "ts-run/busybox", "true");
  session.show(["explain", "--diff", "plain", "tight"], { says: /read-only/, lines: isFull ? lines : 30 });
  session.run("rm", "plain", "tight");
  session.say("");
  session.show(["run", "--rm", "--explain", "ts-run/busybox", "true"], { lines: isFull ? lines : 20 });
}
