// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;
import org.rekindle.lab.process.OwnerOnly;

/**
 * An SSH server on a free port of 127.0.0.1 that lets one key in and runs what the client asks for by a real shell, on the
 * machine that stands there at that moment. On the way to everything else the shell finds the real kubeadm, and stand-ins
 * for {@code sudo}, {@code crictl} and {@code systemctl}.
 */
public final class MachineDoor implements AutoCloseable {

    private static final List<String> COMMANDS = List.of("kubeadm", "crictl", "sudo", "systemctl");

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path folder;
    private final String hostKey;

    /**
     * Opens it.
     *
     * @param folder for its keys and commands; made when it is not there
     * @param root of the machine that one comes to; none when there is no machine
     * @param kubeadm the real one
     */
    public MachineDoor(Path folder, Supplier<Optional<Path>> root, Path kubeadm) throws IOException {
        this.folder = folder;
        KeyPair host = keys();
        KeyPair user = keys();
        hostKey = KeyUtils.getFingerPrint(host.getPublic());
        Path commands = Files.createDirectories(folder.resolve("bin"));
        for (String command : COMMANDS) {
            place(command, commands);
        }
        OwnerOnly.write(key(), written(user));
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((name, shown, session) -> KeyUtils.compareKeys(shown, user.getPublic()));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setCommandFactory((channel, command) ->
                new InvertedShellWrapper(new ProcessShell(shell(command, root.get(), commands, kubeadm))));
        server.start();
    }

    /** Where it listens. */
    public int port() {
        return server.getPort();
    }

    /** The fingerprint of its host key, {@code SHA256:...}. */
    public String hostKey() {
        return hostKey;
    }

    /** The private key that it lets in: a secret. */
    public Path key() {
        return folder.resolve("keypair");
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new IllegalStateException("The lab's SSH server did not stop", e);
        }
    }

    private static List<String> shell(String command, Optional<Path> root, Path commands, Path kubeadm) {
        return root.map(machine -> List.of(
                        "env",
                        "LAB_ROOT=" + machine,
                        "LAB_KUBEADM=" + kubeadm,
                        "PATH=" + commands + ":" + System.getenv("PATH"),
                        "sh",
                        "-c",
                        command))
                .orElse(List.of("sh", "-c", "echo 'There is no machine here.' >&2; exit 1"));
    }

    private static void place(String command, Path commands) throws IOException {
        try (InputStream script = MachineDoor.class.getResourceAsStream(command)) {
            if (script == null) {
                throw new IllegalStateException("The resource " + command + " is missing from this build");
            }
            Path file = commands.resolve(command);
            Files.write(file, script.readAllBytes());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no RSA keys", impossible);
        }
    }

    private static String written(KeyPair pair) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, null, null, out);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a fresh key cannot be written", impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
