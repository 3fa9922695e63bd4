// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parent's side of the protocol, with shell scripts for a child. */
class HelmChildTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private HelmRequest order;

    @BeforeEach
    void makeOrder() throws IOException {
        Files.writeString(folder.resolve("values.yaml"), "{password: 481516234299, token: zürich}\n");
        order = new HelmRequest(
                "/kubeconfig",
                folder.toString(),
                "hub",
                "hub",
                "/chart",
                null,
                null,
                List.of("/values.yaml"),
                60,
                null,
                null,
                null);
    }

    @Test
    void sendsTheOrderAndFindsTheAnswerAmongOtherOutput() throws IOException {
        HelmResult answer = child("""
                read -r order; printf '%s' "$order" > order.json
                echo "native noise"
                printf 'half a line rekindle-helm-answer {"error":null,"action":"installed","status":"deployed",'
                printf '"revision":1,"chart":"demo-0.1.0"}\\n'
                echo "more noise"
                """).carryOut(order, LONG);

        assertThat(answer).isEqualTo(new HelmResult(null, "installed", "deployed", 1, "demo-0.1.0"));
        assertThat(folder.resolve("order.json"))
                .content()
                .contains("\"kubeconfig\":\"/kubeconfig\"", "\"valuesFiles\":[\"/values.yaml\"]");
    }

    /** It waits to be ended: by itself it would be gone in the moment in which this process dies, and nobody would remove its files. */
    @Test
    void endsAChildThatHasAnswered() throws IOException {
        HelmResult answer = child("""
                echo $$ > pid
                echo 'rekindle-helm-answer {"error":null,"action":"rendered","status":null,"revision":0,"chart":null}'
                exec sleep 1000
                """).carryOut(order, LONG);

        assertThat(answer.action()).isEqualTo("rendered");
        assertGone();
    }

    @Test
    void passesOnNothingThatLeadsToAnotherCluster() throws IOException {
        child("read -r order; env > environment.txt; echo 'rekindle-helm-answer {\"action\":\"installed\"}'")
                .carryOut(order, LONG);

        List<String> names = Files.readAllLines(folder.resolve("environment.txt")).stream()
                .map(line -> line.split("=")[0])
                .toList();
        assertThat(names)
                .contains("HELM_CONFIG_HOME", "HOME", "CLASSPATH")
                .isSubsetOf(
                        "CLASSPATH",
                        "HELM_CACHE_HOME",
                        "HELM_CONFIG_HOME",
                        "HELM_DATA_HOME",
                        "HOME",
                        "TMPDIR",
                        "PATH",
                        "LANG",
                        "LC_ALL",
                        "TZ",
                        "HTTP_PROXY",
                        "HTTPS_PROXY",
                        "NO_PROXY",
                        "http_proxy",
                        "https_proxy",
                        "no_proxy",
                        "SSL_CERT_FILE",
                        "SSL_CERT_DIR",
                        // What the shell itself sets.
                        "PWD",
                        "SHLVL",
                        "_",
                        "OLDPWD");
    }

    @Test
    void keepsTheInputOpenWhileItWaits() {
        // `read` succeeds on a line and fails at the end of the input: the second must run into its time limit instead.
        HelmResult answer =
                new HelmChild(List.of("bash", "-c", """
                        read -r order; read -r -t 1 rest; code=$?
                        [ $code -gt 128 ] && echo 'rekindle-helm-answer {"action":"still open"}'
                        exit 0
                        """), ValuesSecrets.redaction(List.of())).carryOut(order, LONG);

        assertThat(answer.action()).isEqualTo("still open");
    }

    @Test
    void aChildThatDiesIsTriedAgainWithWhatItSaid() {
        assertThatThrownBy(() -> child("echo 'no such class' >&2; exit 7").carryOut(order, LONG))
                .hasMessageContaining("UNAVAILABLE")
                .hasMessageContaining("code 7")
                .hasMessageContaining("no such class");
    }

    @Test
    void whatADyingChildQuotesOfTheValuesIsNotPassedOn() {
        assertThatThrownBy(() -> child("""
                        printf 'panic: cannot use 481516234299 nor z\\303\\274rich\\n' >&2
                        printf 'of%0600d' 0 | tr 0 x >&2; echo ' NDgxNTE2MjM0Mjk5 in the chart' >&2; exit 7
                        """).carryOut(order, LONG))
                .hasMessageContaining("code 7")
                .hasMessageContaining("in the chart")
                .hasMessageNotContainingAny("481516234299", "NDgxNTE2MjM0Mjk5", "zürich");
    }

    /** By its bytes, since what a process is given as arguments is in the locale's characters. */
    @Test
    void anAnswerThatCannotBeReadIsNotQuoted() {
        assertThatThrownBy(() -> child("read -r order; printf 'rekindle-helm-answer z\\303\\274rich\\n'")
                        .carryOut(order, LONG))
                .hasMessageContaining("could not talk to Helm's process: Unrecognized token '…'")
                .hasMessageNotContaining("zürich");
    }

    @Test
    void aChildThatHangsIsKilled() throws IOException {
        assertThatThrownBy(() -> child("echo $$ > pid; trap '' TERM; while true; do sleep 1; done")
                        .carryOut(order, Duration.ofSeconds(1)))
                .hasMessageContaining("did not end within 1 s");

        assertGone();
    }

    @Test
    void anInterruptKillsTheChild() throws Exception {
        Thread waiting = new Thread(() -> assertThatThrownBy(() ->
                        child("echo $$ > pid; while true; do sleep 1; done").carryOut(order, LONG))
                .hasMessageContaining("stopped half-way"));
        waiting.start();
        Awaitility.await().until(() -> Files.exists(folder.resolve("pid")) && Files.size(folder.resolve("pid")) > 0);

        waiting.interrupt();
        waiting.join(5_000);

        assertThat(waiting.isAlive()).isFalse();
        assertGone();
    }

    private void assertGone() throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        Awaitility.await("the child has gone")
                .atMost(Duration.ofSeconds(5))
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    private HelmChild child(String script) {
        return new HelmChild(
                List.of("sh", "-c", script),
                ValuesSecrets.redaction(List.of(folder.resolve("values.yaml").toString())));
    }
}
