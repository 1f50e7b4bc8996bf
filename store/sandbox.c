#include "config.h"

#include "store/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

/* ------------------------------------------------------------------ Landlock
 */

#ifdef LANDLOCK_CREATE_RULESET_VERSION

/* By the ABI's number, since Debian's header knows but two of them: how many
 * rights over files it has, and how much of the structure it takes. */
struct ruleset {
	uint64_t files, net, scoped;
};

static struct ruleset
ruleset_of(long abi, size_t *size)
{
	static const int rights[] = { 0, 13, 14, 15, 15, 16 };
	int n = rights[abi > 5 ? 5 : abi];

	*size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
	return (struct ruleset){ (UINT64_C(1) << n) - 1, 3, 3 };
}

static void
may_read(int rules, const char *path)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};

	if (rule.parent_fd < 0)
		return;
	(void)syscall(
	    SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	(void)close(rule.parent_fd);
}

static void
close_files(void)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	struct ruleset all;
	size_t size;
	int rules;

	if (abi < 1)
		return;
	all = ruleset_of(abi, &size);
	rules = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
	if (rules < 0)
		return;
	/* Tables of charsets and the libraries that convert them. */
	may_read(rules, "/usr");
	may_read(rules, "/lib");
	may_read(rules, "/lib64");
	may_read(rules, "/etc/ld.so.cache");
	(void)syscall(SYS_landlock_restrict_self, rules, 0);
	(void)close(rules);
}

#else

static void
close_files(void)
{
}

#endif

/* ------------------------------------------------------------------- seccomp
 */

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#endif

#ifdef ARCH

static const unsigned refused[] = {
#ifdef SYS_fork
	SYS_fork, SYS_vfork,
#endif
	SYS_clone, SYS_clone3, SYS_execve, SYS_execveat, SYS_socket,
	SYS_socketpair, SYS_connect, SYS_bind, SYS_accept4, SYS_kill, SYS_tkill,
	SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_open,
	SYS_bpf, SYS_mount, SYS_unshare, SYS_setns, SYS_keyctl, SYS_add_key,
	SYS_request_key, SYS_perf_event_open, SYS_userfaultfd,
	SYS_io_uring_setup, SYS_open_by_handle_at,
	SYS_ioctl, /* no device is open here */
};

enum { REFUSED = sizeof refused / sizeof *refused, LINES = REFUSED + 6 };

/* Another architecture's numbers mean other calls: those are the end. */
static void
close_calls(void)
{
	struct sock_filter f[LINES] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
	};
	struct sock_fprog program = { LINES, f };
	unsigned i;

	for (i = 0; i < REFUSED; i++)
		f[4 + i] =
		    (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
			refused[i], (unsigned char)(REFUSED - i), 0);
	f[4 + REFUSED] =
	    (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	f[5 + REFUSED] = (struct sock_filter)BPF_STMT(
	    BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
	(void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

#else

static void
close_calls(void)
{
}

#endif

void
sandbox_enter(void)
{
#ifdef NO_SANDBOX
	return;
#endif
	/* Without it neither is allowed. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	close_files();
	close_calls();
}
