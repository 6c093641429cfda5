# Asks the kernel what this process can see. The same text is run on the host and in the container; POSIX sh, busybox is enough.
echo "hostname=$(cat /proc/sys/kernel/hostname)"
echo "ownPid=$$"
echo "processes=$(ls -d /proc/[0-9]* | wc -l)"
echo "mounts=$(wc -l </proc/self/mountinfo)"
echo "interfaces=$(tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ' | tr '\n' ' ')"
echo "user=$(id -u):$(id -g)"
echo "uidMap=$(tr -s ' ' </proc/self/uid_map | sed 's/^ //' | tr '\n' ' ')"
echo "capabilities=$(sed -n 's/^CapEff:[^0-9a-f]*//p' /proc/self/status)"
echo "seccomp=$(sed -n 's/^Seccomp:[^0-9]*//p' /proc/self/status)"
for name in mnt pid net uts ipc cgroup user time; do echo "namespace.$name=$(readlink /proc/self/ns/$name)"; done
