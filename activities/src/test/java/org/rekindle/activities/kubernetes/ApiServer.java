// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Kubernetes API server on a real etcd, for one test class. Nothing schedules and nothing runs. */
public final class ApiServer implements AutoCloseable {

    private static final String TOKEN = "the-administrator-of-a-test";

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final int port;

    private ApiServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts both and waits until the API server is ready. */
    public static ApiServer start(Path folder) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        ApiServer server = new ApiServer(folder, freePort());
        try {
            String etcd = "http://127.0.0.1:" + freePort();
            server.startEtcd(etcd);
            server.startApiServer(etcd);
            Awaitility.await("the API server is ready")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .until(server::isReady);
            return server;
        } catch (RuntimeException | IOException | GeneralSecurityException e) {
            server.close();
            throw e;
        }
    }

    /**
     * The same with a certificate of the test's own, which may have expired.
     *
     * @param authority goes into the kubeconfig; it need not be the one that has signed. All are PEM
     */
    public static ApiServer startServing(Path folder, String certificate, String key, String authority)
            throws IOException, GeneralSecurityException {
        Path pki = Files.createDirectories(folder.resolve("pki"));
        Files.writeString(pki.resolve("apiserver.crt"), certificate);
        Files.writeString(pki.resolve("apiserver.key"), key);
        Files.writeString(pki.resolve("authority.crt"), authority);
        return start(folder);
    }

    /** A kubeconfig for its administrator. */
    public String kubeconfig() throws IOException {
        Path own = folder.resolve("pki/authority.crt");
        Path signer = Files.exists(own) ? own : folder.resolve("pki/apiserver.crt");
        String authority = Base64.getEncoder().encodeToString(Files.readAllBytes(signer));
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: test
                  cluster:
                    server: https://127.0.0.1:%d
                    certificate-authority-data: %s
                users:
                - name: admin
                  user:
                    token: %s
                contexts:
                - name: test
                  context:
                    cluster: test
                    user: admin
                current-context: test
                """.formatted(port, authority, TOKEN);
    }

    /** The test's own client for its administrator, to which an expired certificate is none the less one. */
    public KubernetesClient client() throws IOException {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.fromKubeconfig(kubeconfig()))
                        .withTrustCerts(true)
                        .build())
                .build();
    }

    @Override
    public void close() {
        Collections.reverse(processes);
        processes.forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        processes.clear();
    }

    private void startEtcd(String url) throws IOException {
        String peer = "http://127.0.0.1:" + freePort();
        run(
                "etcd",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--unsafe-no-fsync",
                "--log-level=error");
    }

    private void startApiServer(String etcd) throws IOException, GeneralSecurityException {
        Path tokens = Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
        Path key = Files.writeString(folder.resolve("service-accounts.key"), privateKey());
        run(
                "kube-apiserver",
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("pki"),
                "--token-auth-file=" + tokens,
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-account-issuer=https://kubernetes.default.svc",
                "--authorization-mode=Node,RBAC",
                "--disable-admission-plugins=ServiceAccount",
                "--service-cluster-ip-range=10.96.0.0/16");
    }

    private boolean isReady() throws IOException {
        processes.forEach(process -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("A process ended too early: see " + folder);
            }
        });
        if (!Files.exists(folder.resolve("pki/apiserver.crt"))) {
            return false;
        }
        try (KubernetesClient client = client()) {
            return "ok".equals(client.raw("/readyz"))
                    && client.namespaces().withName("default").get() != null;
        } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
            return false;
        }
    }

    private void run(String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(find(tool).toString()));
        command.addAll(List.of(arguments));
        File log = folder.resolve(tool + ".log").toFile();
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start());
    }

    /** On the PATH, in the folder that REKINDLE_TOOLS_DIR names, or in the cache that {@code ./rekindle tools} fills. */
    private static Path find(String tool) {
        Stream<Path> folders = Stream.of("REKINDLE_TOOLS_DIR", "PATH")
                .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .map(Path::of);
        return Stream.concat(folders, cached(tool))
                .map(folder -> folder.resolve(tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This test needs " + tool
                        + ": get it with ./rekindle tools " + tool + ", or put it on the PATH."));
    }

    private static Stream<Path> cached(String tool) {
        String home = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path cache = Path.of(System.getenv().getOrDefault("REKINDLE_CACHE", home + "/rekindle"));
        File[] versions = cache.resolve("tools").resolve(tool).toFile().listFiles();
        return versions == null ? Stream.of() : Stream.of(versions).map(File::toPath);
    }

    private static String privateKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
