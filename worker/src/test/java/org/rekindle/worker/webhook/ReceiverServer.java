// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.fleet.FleetFolder;
import org.rekindle.worker.process.AlertSources;
import org.rekindle.worker.process.WorkerHealth;
import org.rekindle.worker.process.WorkerHttpServer;
import org.rekindle.worker.runs.Recoveries;

/** The receivers of a fleet file over HTTP. Its clusters are pythia and temple. */
public final class ReceiverServer implements AutoCloseable {

    /** What the file {@code one.secret} holds. */
    public static final String SECRET = "a-secret-for-tests-1";

    /** What the file {@code two.secret} holds. */
    public static final String OTHER_SECRET = "a-secret-for-tests-2";

    /** What the file {@code standard.secret} holds, as the standard's own example has it. */
    public static final String STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** What the file {@code pagerduty.secret} holds, as the tests of PagerDuty's own library have it. */
    public static final String PAGERDUTY_SECRET = "lDQHScfUeXUKaQRNF+8XIiDKZ7XX3itBAYzwU0TARw8lJqRnkKl2iB1anSb0Z+IK";

    private final WorkerHttpServer http;
    private final ReceiverClient client;

    private ReceiverServer(WorkerHttpServer http) {
        this.http = http;
        this.client = new ReceiverClient(http.port());
    }

    /**
     * Listens.
     *
     * @param receivers in YAML, each with an indentation of four
     */
    public static ReceiverServer start(Path folder, Recoveries recoveries, Clock clock, String receivers)
            throws IOException {
        FleetFile fleet = fleet(folder, receivers);
        return start(fleet, clock, new AlertIntake(fleet.ids(), recoveries));
    }

    /** Listens, with an intake of the test's own. */
    static ReceiverServer start(FleetFile fleet, Clock clock, AlertIntake intake) {
        return new ReceiverServer(WorkerHttpServer.listen(
                fleet.webhooks(),
                AlertSources.of(fleet.webhooks(), Map.of(), clock),
                intake,
                () -> "",
                () -> WorkerHealth.WELL));
    }

    /** A fleet file with these receivers. */
    public static FleetFile fleet(Path folder, String receivers) throws IOException {
        return FleetFile.read(write(folder, receivers));
    }

    /** Writes a fleet file with these receivers, and the secrets that they may name. */
    public static Path write(Path folder, String receivers) throws IOException {
        FleetFolder fleet = FleetFolder.in(folder);
        secret(folder, "one.secret", SECRET);
        secret(folder, "two.secret", OTHER_SECRET);
        secret(folder, "standard.secret", STANDARD_SECRET);
        secret(folder, "pagerduty.secret", PAGERDUTY_SECRET);
        return fleet.write("""
                openstack: {cloudsFile: clouds.yaml}
                webhooks:
                  listen: "127.0.0.1:0"
                  receivers:
                """ + receivers + """
                clusters:
                  pythia: {cloud: jetstream2, magnum: p, templates: [t]}
                  temple: {cloud: jetstream2, magnum: t, templates: [t]}
                """);
    }

    /** Writes a secret that its owner alone can read. */
    public static void secret(Path folder, String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content + "\n");
    }

    /** A recorded body. */
    public static String recorded(String name) throws IOException {
        try (var body = ReceiverServer.class.getResourceAsStream(name)) {
            if (body == null) {
                throw new IOException("There is no resource " + name);
            }
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The hexadecimal signature of a text by HMAC-SHA256. */
    public static String hex(String secret, String text) {
        return HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), text));
    }

    /** The signature by Standard Webhooks of a text. */
    public static String standard(String text) {
        byte[] key = Base64.getDecoder().decode(STANDARD_SECRET.substring("whsec_".length()));
        return "v1," + Base64.getEncoder().encodeToString(hmac(key, text));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Posts a body.
     *
     * @param headers names and values in turn
     */
    public HttpResponse<String> post(String receiver, String body, String... headers) throws Exception {
        return send("POST", receiver, body, headers);
    }

    /** The same by another method. */
    public HttpResponse<String> send(String method, String receiver, String body, String... headers) throws Exception {
        return client.send(method, receiver, body, headers);
    }

    @Override
    public void close() {
        http.close();
    }
}
