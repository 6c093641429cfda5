#!/bin/busybox sh
# The guest's first process: the host's own tree (9p, read-only), the packages it lacks, and an overlay in memory above
# them. Then either the command itself, on pure cgroup v2 with the options systemd mounts it with; or systemd, which starts
# the command as a unit. Output, report and exit code leave through virtio ports.
[ $$ = 1 ] || exit 1 # it mounts over /proc, /sys and /dev
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
for module in /modules/*.ko; do insmod "$module" || echo "init: cannot load $module"; done
. /settings # PROJECT, INIT

for share in host packages; do
  mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=524288,cache=loose $share /$share || echo "init: no $share"
done
mount -t tmpfs upper /upper
mkdir /upper/upper /upper/work
mount -t overlay -o "lowerdir=/packages:/host,upperdir=/upper/upper,workdir=/upper/work" root /root ||
  echo "init: no overlay"

# State roots hold overlays of their own, which cannot have their upper directory on an overlay.
mkdir -p /upper/project /root/var/lib/ts-run
mount --bind "/root$PROJECT" /upper/project
for dir in /tmp /run /var/lib/ts-run; do mount -t tmpfs tmpfs "/root$dir"; done
chmod 1777 /root/tmp
if [ ! -d "/root$PROJECT" ]; then # it was in one of them
  mkdir -p "/root$PROJECT"
  mount --bind /upper/project "/root$PROJECT"
fi
ip link set lo up

port() { # the device of the port that QEMU calls $1
  for port in /sys/class/virtio-ports/*; do
    [ "$(cat "$port/name")" = "$1" ] && echo "/dev/${port##*/}"
  done
}
cp /command /root/run/command
cat >/root/run/main <<MAIN
export HOME=/root LC_ALL=C.UTF-8 TS_RUN_GUEST=$INIT TS_RUN_GUEST_REPORT=$(port report)
export PATH=$PROJECT/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
cd $PROJECT
sh /run/command >$(port output) 2>&1 </dev/null
echo \$? >$(port result)
sync
echo o >/proc/sysrq-trigger
while :; do :; done # the power goes while nothing more is read from the tree
MAIN

mount -t proc proc /root/proc
mount -t sysfs sysfs /root/sys
mount --move /dev /root/dev
if [ "$INIT" = systemd ]; then
  # Of the host's units those that its packages brought, nothing that was enabled: only what our own unit asks for starts.
  rm -rf /root/etc/systemd/system /root/etc/fstab /root/.dockerenv # by which systemd takes a machine for a container
  mkdir -p /root/etc/systemd/system
  cp -r /units/. /root/etc/systemd/system/
  echo guest >/root/etc/hostname
  exec switch_root /root /usr/lib/systemd/systemd --unit=guest.target
fi
mount -t cgroup2 -o nsdelegate,memory_recursiveprot cgroup2 /root/sys/fs/cgroup || echo "init: no cgroup v2"
mkdir -p /root/dev/pts /root/dev/shm
mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts /root/dev/pts
mount -t tmpfs shm /root/dev/shm
hostname guest
exec switch_root /root /bin/sh /run/main
