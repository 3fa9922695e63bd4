// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.forward.ExplicitPortForwardingTracker;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.session.SessionHeartbeatController;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.UrlSecrets;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.MachineActivities.MachineTarget;
import org.rekindle.workflows.api.TlsActivities;
import org.rekindle.workflows.api.TlsActivities.Endpoint;
import org.rekindle.workflows.model.fleet.MachineAccess;
import org.rekindle.workflows.model.fleet.SshMachine;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.run.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One machine, logged in to, directly or through a jump host. Host keys are pinned, and no question is asked. */
final class MachineShell implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MachineShell.class);

    /** Of what a script complains about, in characters: a history holds it. */
    private static final int MOST_TOLD = 500;

    private static final Duration CONNECTING = Duration.ofSeconds(20);
    private static final Duration BEATING = Duration.ofSeconds(15);
    private static final int MOST_OUTPUT = 1024 * 1024;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final MachineAccess access;
    private final SshMachine machine;
    private @Nullable ClientSession session;

    private MachineShell(MachineTarget target) {
        this.access = target.access();
        this.machine = target.machine();
    }

    /** Logs in. Closes what it has opened when that fails. */
    static MachineShell open(MachineTarget target) {
        MachineShell shell = new MachineShell(target);
        try {
            shell.session = shell.reach();
            return shell;
        } catch (IOException e) {
            shell.close();
            throw Failures.of(
                    FailureCode.UNAVAILABLE, target.machine().host() + " cannot be reached by SSH: " + e.getMessage());
        } catch (RuntimeException e) {
            shell.close();
            throw e;
        }
    }

    private ClientSession reach() throws IOException {
        KeyPair key = key(Path.of(access.key()));
        SshMachine jump = access.jump();
        if (jump == null) {
            return login(machine, machine.host(), machine.port(), key);
        }
        ExplicitPortForwardingTracker way = login(jump, jump.host(), jump.port(), key)
                .createLocalPortForwardingTracker(
                        new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(machine.host(), machine.port()));
        open.push(way);
        return login(machine, "127.0.0.1", way.getBoundAddress().getPort(), key);
    }

    /**
     * Runs a script by a POSIX shell, as root.
     *
     * @param variables that the script reads
     * @return its standard output
     */
    String run(String script, Map<String, String> variables, Duration longest) {
        ClientSession loggedIn = Objects.requireNonNull(session);
        StringBuilder text = new StringBuilder();
        variables.forEach((name, value) ->
                text.append(name).append('=').append(quoted(value)).append('\n'));
        String command = access.user().equals("root") ? "sh -s" : "sudo -n sh -s";
        ByteArrayOutputStream out = new Bounded();
        ByteArrayOutputStream err = new Bounded();
        try (ChannelExec channel = loggedIn.createExecChannel(command)) {
            channel.setIn(new java.io.ByteArrayInputStream(
                    text.append(script).toString().getBytes(StandardCharsets.UTF_8)));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(CONNECTING);
            Set<ClientChannelEvent> seen = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), longest);
            Integer status = channel.getExitStatus();
            if (seen.contains(ClientChannelEvent.TIMEOUT) || status == null) {
                throw Failures.of(
                        FailureCode.UNAVAILABLE, "The work on " + machine.host() + " broke off or took too long.");
            }
            if (status != 0) {
                throw Failures.of(
                        FailureCode.REFUSED,
                        "The work on " + machine.host() + " failed (" + status + "): "
                                + end(UrlSecrets.hide(
                                        err.toString(StandardCharsets.UTF_8).strip())));
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE, "The work on " + machine.host() + " broke off: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                // What went wrong before it is what matters, and the others must be closed as well.
                LOG.warn("The connection to {} did not close", machine.host(), e);
            }
        }
    }

    /** What a script says last is why it failed. */
    private static String end(String text) {
        if (text.length() <= MOST_TOLD) {
            return text;
        }
        return "…" + text.substring(text.length() - MOST_TOLD);
    }

    /** Asks for host keys of other kinds until the machine shows the one that is pinned. */
    private ClientSession login(SshMachine to, String host, int port, KeyPair key) throws IOException {
        HostKey pinned = HostKey.of(to.host(), to.hostKey());
        Set<String> shown = new LinkedHashSet<>();
        Set<String> kinds = new LinkedHashSet<>();
        SshClient client = SshClient.setUpDefaultClient();
        client.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory(client.getSignatureFactories())));
        client.setServerKeyVerifier((session, address, hostKey) -> {
            String fingerprint = KeyUtils.getFingerPrint(hostKey);
            shown.add(fingerprint);
            kinds.add(KeyUtils.getKeyType(hostKey));
            return fingerprint.equals(pinned.fingerprint());
        });
        open.push(client);
        client.start();
        IOException last = new IOException("this Java knows no kind of host key");
        List<NamedFactory<Signature>> asked = pinned.without(kinds);
        for (int seen = -1; !asked.isEmpty() && seen < kinds.size(); asked = pinned.without(kinds)) {
            seen = kinds.size();
            client.setSignatureFactories(asked);
            ClientSession login =
                    client.connect(access.user(), host, port).verify(CONNECTING).getSession();
            open.push(login);
            login.setSessionHeartbeat(SessionHeartbeatController.HeartbeatType.IGNORE, BEATING);
            login.addPublicKeyIdentity(key);
            try {
                login.auth().verify(CONNECTING);
                return login;
            } catch (IOException refused) {
                last = refused;
            }
            if (shown.contains(pinned.fingerprint())) {
                throw Failures.of(
                        FailureCode.ACCESS_DENIED,
                        to.host() + " does not let " + access.user() + " in with this key: " + last.getMessage());
            }
        }
        if (shown.isEmpty()) {
            throw last;
        }
        throw Failures.of(
                FailureCode.ACCESS_DENIED,
                to.host() + " shows the host " + (shown.size() == 1 ? "key " : "keys ") + String.join(", ", shown)
                        + ", and the fleet file names " + pinned.fingerprint()
                        + ". If the machine was rebuilt, write a new fingerprint there; if not, another machine answers in its place.");
    }

    /**
     * The certificate that is served at an address which the machine reaches. The look goes through the SSH connection, or
     * from here where the machine forwards nothing and is reached directly. The sighting may say that none was seen.
     *
     * @param probe the probe that looks
     */
    CertificateSighting served(LookOutput.Api api, TlsActivities probe) {
        ClientSession loggedIn = Objects.requireNonNull(session);
        String direct = direct(machine.host(), api.port());
        CertificateSighting seen;
        try (ExplicitPortForwardingTracker way = loggedIn.createLocalPortForwardingTracker(
                new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(api.host(), api.port()))) {
            seen = probe.look(
                    new Endpoint("https://127.0.0.1:" + way.getBoundAddress().getPort()));
        } catch (IOException notForwarded) {
            seen = CertificateSighting.none(direct, String.valueOf(notForwarded.getMessage()));
        }
        if (seen.certificate() == null && access.jump() == null) {
            return probe.look(new Endpoint(direct));
        }
        return seen;
    }

    /** The address of a port; that of an IPv6 address has it in brackets. */
    static String direct(String host, int port) {
        String written = host.contains(":") ? "[" + host + "]" : host;
        return "https://" + written + ":" + port;
    }

    private static KeyPair key(Path file) {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (mode.stream().anyMatch(OTHERS::contains)) {
                throw Failures.of(
                        FailureCode.MISCONFIGURED,
                        "The key " + file + " can be read by others; chmod 600 " + file + ".");
            }
            return new FileKeyPairProvider(file).loadKeys(null).iterator().next();
        } catch (java.nio.file.NoSuchFileException e) {
            throw Failures.of(FailureCode.NOT_FOUND, "There is no private key " + file + ".");
        } catch (IOException | RuntimeException e) {
            if (e instanceof io.temporal.failure.ApplicationFailure said) {
                throw said;
            }
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "The private key " + file + " cannot be read (" + e.getMessage()
                            + "); it must be without a passphrase.");
        }
    }

    /** For a POSIX shell. */
    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    /** What is longer is cut: a machine must not fill our memory. */
    private static final class Bounded extends ByteArrayOutputStream {

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, Math.min(length, Math.max(0, MOST_OUTPUT - size())));
        }
    }
}
