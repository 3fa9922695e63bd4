// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of the receivers of alerts comes at once, each with its line, its key and its cure. */
final class WebhookFaultsTest {

    private static final String HEAD = """
            openstack: {cloudsFile: clouds.yaml}
            clusters:
              pythia: {cloud: jetstream2, magnum: m, templates: [t]}
            webhooks:
              receivers:
            """;

    private static final String TOKEN = "auth: {bearer: {tokenFiles: [good.secret]}}";

    @TempDir
    Path folder;

    private FleetFolder fleet;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
        secret("good.secret", "a-secret-for-tests-1");
        secret("short.secret", "hunter2");
        secret("empty.secret", "");
        secret("standard.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Files.writeString(folder.resolve("open.secret"), "a-secret-for-tests-2\n");
        Files.setPosixFilePermissions(folder.resolve("open.secret"), PosixFilePermissions.fromString("rw-r--r--"));
    }

    private void secret(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }

    @Test
    void theLoginOfThePageIsHeldAgainstItsFile() throws IOException {
        assertThat(fleet.faults(HEAD.substring(0, HEAD.indexOf("webhooks:"))
                        + "page: {login: {user: 'a:b', passwordFile: short.secret}}\n"))
                .containsExactly(
                        "4: page.login.user: `a:b` cannot be read; write a name without a colon",
                        "4: page.login.passwordFile: the secret in FOLDER/short.secret has 7 characters, fewer than 16;"
                                + " make one with `openssl rand -hex 32`, or have the sender make a longer one");
    }

    static Stream<Arguments> oneFault() {
        return Stream.of(
                arguments(
                        "pd: {shape: pagerdutty, " + TOKEN + "}",
                        "pd.shape: `pagerdutty` is not known; did you mean pagerduty?"),
                arguments(
                        "pd: {shape: grafana, watchdog: 0s, " + TOKEN + "}",
                        "pd.watchdog: is zero; use 1m or more, such as 15m"),
                arguments(
                        "pd: {shape: pagerduty, watchdog: 15m, " + TOKEN + "}",
                        "pd.watchdog: is of no use for `shape: pagerduty`, which has no alert Watchdog; remove it"),
                arguments("pd: {shape: pagerduty}", "pd.auth: is missing; add it: how the sender shows who it is"),
                arguments("pd: {" + TOKEN + "}", "pd.shape: is missing; add it: what the body looks like"),
                arguments(
                        "pd: {shape: grafana, " + TOKEN + ", cluster: {}}",
                        "pd.cluster: is not a key here; did you mean clusters?"),
                arguments(
                        "PD_1: {shape: grafana, " + TOKEN + "}",
                        "PD_1: is not a usable name; use lower-case letters, digits and inner hyphens, at most 40 characters: the route ends with it"),
                arguments("pd: {shape: grafana, auth: {}}", "pd.auth: is empty; add at least one entry"),
                arguments(
                        "pd: {shape: grafana, auth: {bearer: {tokenFiles: [good.secret]}, basic: {user: u, passwordFile: good.secret}}}",
                        "pd.auth: has 2 keys; name one kind: bearer, basic, hmac, standardWebhooks or mtls"),
                arguments(
                        "pd: {shape: grafana, auth: {mutual: {}}}",
                        "pd.auth.mutual: is not a key here; known are bearer, basic, mtls, hmac, standardWebhooks"),
                arguments(
                        "pd: {shape: grafana, auth: {bearer: {tokenFiles: []}}}",
                        "pd.auth.bearer.tokenFiles: is empty; add at least one entry"),
                arguments(
                        "pd: {shape: grafana, auth: {bearer: {tokenFiles: good.secret}}}",
                        "pd.auth.bearer.tokenFiles: is text, expected a list; write a list of one to five names of files"),
                arguments(
                        "pd: {shape: grafana, auth: {bearer: {tokenFiles: [good.secret, good.secret]}}}",
                        "pd.auth.bearer.tokenFiles[1]: `good.secret` is there twice; keep it once"),
                arguments(
                        "pd: {shape: grafana, auth: {bearer: {tokenFiles: [none.secret]}}}",
                        "pd.auth.bearer.tokenFiles[0]: there is no file FOLDER/none.secret; write the secret into it, readable by its owner alone"),
                arguments(
                        "pd: {shape: grafana, auth: {basic: {user: u, passwordFile: short.secret}}}",
                        "pd.auth.basic.passwordFile: the secret in FOLDER/short.secret has 7 characters, fewer than 16;"
                                + " make one with `openssl rand -hex 32`, or have the sender make a longer one"),
                arguments(
                        "pd: {shape: grafana, auth: {basic: {user: \"a:b\", passwordFile: good.secret}}}",
                        "pd.auth.basic.user: `a:b` cannot be read; write the name of the user, without a colon or a blank"),
                arguments(
                        "pd: {shape: grafana, auth: {hmac: {secretFiles: [empty.secret], header: X-S}}}",
                        "pd.auth.hmac.secretFiles[0]: FOLDER/empty.secret does not hold one line of plain ASCII; write the secret into it and nothing else"),
                arguments(
                        "pd: {shape: grafana, auth: {hmac: {secretFiles: [open.secret], header: X-S}}}",
                        "pd.auth.hmac.secretFiles[0]: every user of this machine can read FOLDER/open.secret; run `chmod 600 FOLDER/open.secret`"),
                arguments(
                        "pd: {shape: grafana, auth: {hmac: {secretFiles: [good.secret]}}}",
                        "pd.auth.hmac.header: is missing; add it: the header with the signatures, with commas between them"),
                arguments(
                        "pd: {shape: grafana, auth: {hmac: {secretFiles: [good.secret], header: \"X S\"}}}",
                        "pd.auth.hmac.header: `X S` cannot be read; write the name of an HTTP header, such as X-PagerDuty-Signature"),
                arguments(
                        "pd: {shape: grafana, auth: {hmac: {secretFiles: [good.secret], header: X-S, encoding: hax}}}",
                        "pd.auth.hmac.encoding: `hax` is not known; did you mean hex?"),
                arguments(
                        "pd: {shape: grafana, auth: {hmac: {secretFiles: [good.secret], header: X-S, timestamp: {}}}}",
                        "pd.auth.hmac.timestamp: cannot be told from the signatures; name its own `header`, or its `prefix` such as \"t=\""),
                arguments(
                        "pd: {shape: grafana, auth: {hmac: {secretFiles: [good.secret], header: X-S, prefix: t=, timestamp: {header: x-s, prefix: t=}}}}",
                        "pd.auth.hmac.timestamp.prefix: is the prefix of the signatures too; write the one that the timestamp has"),
                arguments(
                        "pd: {shape: grafana, auth: {hmac: {secretFiles: [good.secret], header: X-S, timestamp: {header: X-T, tolerance: 0s}}}}",
                        "pd.auth.hmac.timestamp.tolerance: is zero; use 1s or more, such as 5m"),
                arguments(
                        "pd: {shape: grafana, auth: {standardWebhooks: {secretFiles: [good.secret]}}}",
                        "pd.auth.standardWebhooks.secretFiles[0]: the secret in FOLDER/good.secret is not base64; write it as the sender shows it: `whsec_` and base64 behind it"),
                arguments(
                        "pd: {shape: pagerduty, " + TOKEN + ", clusters: {P1: pytia}}",
                        "pd.clusters.P1: this file has no cluster `pytia`; did you mean pythia?"),
                arguments(
                        "pd: {shape: pagerduty, " + TOKEN + ", starts: {urgence: high}}",
                        "pd.starts.urgence: is nothing that can be asked of an incident; did you mean urgency?"),
                arguments(
                        "pd: {shape: pagerduty, " + TOKEN + ", starts: {urgency: 1}}",
                        "pd.starts.urgency: is a number, expected text or a list; write the value in quotes, or a list of values"),
                arguments(
                        "pd: {shape: pagerduty, " + TOKEN + ", at: {cluster: /x}}",
                        "pd.at: is of no use for `shape: pagerduty`, whose fields are known; remove it"),
                arguments(
                        "am: {shape: alertmanager, auth: {mtls: {names: [am.example.org]}}}",
                        "am.auth.mtls: is of no use without an authority whose certificates are believed;"
                                + " add `webhooks.tls.clientAuthorityFile`"),
                arguments(
                        "pd: {shape: json, " + TOKEN + "}",
                        "pd.at.cluster: is missing; add it: where the body names the cluster, such as /data/cluster"),
                arguments(
                        "pd: {shape: json, " + TOKEN + ", at: {cluster: data.cluster}}",
                        "pd.at.cluster: is not a JSON pointer; begin with a slash, such as /data/cluster"),
                arguments(
                        "pd: {shape: json, " + TOKEN + ", at: {cluster: /a, id: /a~2b}}",
                        "pd.at.id: is not a JSON pointer; begin with a slash, such as /data/id"),
                arguments(
                        "pd: {shape: json, " + TOKEN + ", at: {cluster: /a, status: /b}}",
                        "pd.at.status: is of no use without `resolved`; add `resolved: [...]`, or remove it"),
                arguments(
                        "pd: {shape: json, " + TOKEN + ", at: {cluster: /a, resolved: [x]}}",
                        "pd.at.resolved: is of no use without `status`; add `status`, or remove it"),
                arguments(
                        "pd: {shape: json, " + TOKEN + ", at: {cluster: /a}, starts: {severity: x}}",
                        "pd.starts.severity: is not a JSON pointer; write where the value stands, such as /data/severity"),
                arguments(
                        "pd: {shape: cloudevents, " + TOKEN + ", starts: {Type: x}}",
                        "pd.starts.Type: is neither an attribute nor a JSON pointer; write an attribute such as type, or a pointer such as /data/severity"));
    }

    @ParameterizedTest
    @MethodSource("oneFault")
    void aFaultIsToldWithItsCure(String receiver, String fault) throws IOException {
        assertThat(fleet.faults(HEAD + "    " + receiver + "\n")).containsExactly("6: webhooks.receivers." + fault);
    }

    @Test
    void allFaultsComeAtOnce() throws IOException {
        List<String> faults = fleet.faults(HEAD + """
                    one: {shape: grafana, auth: {bearer: {tokenFiles: [none.secret, short.secret]}}}
                    two: {shape: json, auth: {hmac: {secretFiles: [good.secret], header: X-S}}, at: {cluster: x}, clusters: {a: b}}
                """);

        assertThat(faults).hasSize(4);
        assertThat(String.join("\n", faults)).doesNotContain("hunter2");
    }

    @Test
    void theFilesOfTlsAreHeldAgainstWhatTheyMustHold() throws IOException {
        String file = HEAD.replace(
                "  receivers:",
                "  tls: {certificateFile: good.secret, keyFile: open.secret, clientAuthorityFile: none.pem}\n  receivers:");

        assertThat(fleet.faults(file + "    am: {shape: alertmanager, " + TOKEN + "}\n"))
                .containsExactly(
                        "5: webhooks.tls.certificateFile: FOLDER/good.secret holds no certificate in PEM;"
                                + " write it as `-----BEGIN CERTIFICATE-----` has it",
                        "5: webhooks.tls.clientAuthorityFile: there is no file FOLDER/none.pem;"
                                + " name the file in PEM, relative to the fleet file",
                        "5: webhooks.tls.keyFile: every user of this machine can read FOLDER/open.secret;"
                                + " run `chmod 600 FOLDER/open.secret`");
    }

    @Test
    void aKeyMustBeInPkcs8() throws IOException {
        String file =
                HEAD.replace("webhooks:\n", "webhooks:\n  tls: {certificateFile: good.secret, keyFile: good.secret}\n");

        assertThat(fleet.faults(file + "    am: {shape: alertmanager, " + TOKEN + "}\n"))
                .contains("5: webhooks.tls.keyFile: FOLDER/good.secret holds no private key in PKCS #8; write it with"
                        + " `openssl pkcs8 -topk8 -nodes -in OLD.key -out good.secret`");
    }

    @Test
    void aReceiverHasNotTheRouteOfTheToken() throws IOException {
        String file = HEAD.replace("webhooks:\n", "webhooks:\n  tokenFile: good.secret\n")
                + "    alertmanager: {shape: alertmanager, " + TOKEN + "}\n";

        assertThat(fleet.faults(file))
                .containsExactly("7: webhooks.receivers.alertmanager: has the route of `webhooks.tokenFile`;"
                        + " remove one of the two, or give this one another name");
    }

    @Test
    void whatIsInOrderIsReadWhole() throws IOException {
        Webhooks webhooks = FleetFile.read(fleet.write(HEAD + """
                    pd:
                      shape: pagerduty
                      auth: {hmac: {secretFiles: [good.secret], header: X-S, prefix: v1=}}
                      clusters: {P1: pythia}
                      starts: {urgency: high, priority: [P1, P2]}
                    rootly:
                      shape: json
                      auth: {hmac: {secretFiles: [good.secret], header: X-R, encoding: base64, timestamp: {prefix: t=, separator: "", tolerance: 90s}}}
                      at: {cluster: /c, summary: /s, id: /i, startsAt: /t, status: /st, resolved: [done]}
                    svix: {shape: cloudevents, auth: {standardWebhooks: {secretFiles: [standard.secret]}}}
                """)).webhooks();

        assertThat(webhooks.port()).isEqualTo(8480);
        assertThat(webhooks.receivers())
                .containsExactly(
                        new WebhookReceiver(
                                "pd",
                                WebhookShape.PAGERDUTY,
                                new WebhookAuth.BySignature(
                                        List.of(folder.resolve("good.secret")), "X-S", "v1=", false, null),
                                java.util.Map.of("P1", "pythia"),
                                java.util.Map.of("urgency", List.of("high"), "priority", List.of("P1", "P2")),
                                WebhookFields.NONE),
                        new WebhookReceiver(
                                "rootly",
                                WebhookShape.JSON,
                                new WebhookAuth.BySignature(
                                        List.of(folder.resolve("good.secret")),
                                        "X-R",
                                        "",
                                        true,
                                        new WebhookAuth.SignedTime("X-R", "t=", "", java.time.Duration.ofSeconds(90))),
                                java.util.Map.of(),
                                java.util.Map.of(),
                                new WebhookFields("/c", "/s", "/i", "/t", "/st", List.of("done"))),
                        new WebhookReceiver(
                                "svix",
                                WebhookShape.CLOUDEVENTS,
                                new WebhookAuth.ByStandardWebhooks(List.of(folder.resolve("standard.secret"))),
                                java.util.Map.of(),
                                java.util.Map.of(),
                                WebhookFields.NONE));
    }
}
