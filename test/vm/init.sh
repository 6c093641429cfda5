#!/bin/busybox sh
# The guest's first process: the host's own tree (9p, read-only) under an overlay in memory, pure cgroup v2 with the options
# systemd mounts it with, then the command. Its output and its exit code leave through two virtio ports.
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
for module in /modules/*.ko; do insmod "$module" || echo "init: cannot load $module"; done
PROJECT=$(cat /project)

mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=524288,cache=loose host /host || echo "init: no 9p"
mount -t tmpfs upper /upper
mkdir /upper/upper /upper/work
mount -t overlay -o lowerdir=/host,upperdir=/upper/upper,workdir=/upper/work root /root || echo "init: no overlay"

# State roots hold overlays of their own, which cannot have their upper directory on an overlay.
mkdir -p /upper/project /root/var/lib/ts-run
mount --bind "/root$PROJECT" /upper/project
for dir in /tmp /run /var/lib/ts-run; do mount -t tmpfs tmpfs "/root$dir"; done
chmod 1777 /root/tmp
if [ ! -d "/root$PROJECT" ]; then # it was in one of them
  mkdir -p "/root$PROJECT"
  mount --bind /upper/project "/root$PROJECT"
fi
mount -t proc proc /root/proc
mount -t sysfs sysfs /root/sys
mount -t cgroup2 -o nsdelegate,memory_recursiveprot cgroup2 /root/sys/fs/cgroup || echo "init: no cgroup v2"
mount --move /dev /root/dev
mkdir -p /root/dev/pts /root/dev/shm
mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts /root/dev/pts
mount -t tmpfs shm /root/dev/shm
ip link set lo up
hostname guest

port() { # the device of the port that QEMU calls $1
  for port in /sys/class/virtio-ports/*; do
    [ "$(cat "$port/name")" = "$1" ] && echo "/dev/${port##*/}"
  done
}
cp /command /root/run/command
cat >/root/run/main <<END
export HOME=/root LC_ALL=C.UTF-8 TS_RUN_GUEST=1
export PATH=$PROJECT/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
cd $PROJECT
sh /run/command >$(port output) 2>&1 </dev/null
echo \$? >$(port result)
sync
echo o >/proc/sysrq-trigger
while :; do :; done # the power goes while nothing more is read from the tree
END
exec switch_root /root /bin/sh /run/main
