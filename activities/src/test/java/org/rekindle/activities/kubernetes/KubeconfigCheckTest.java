// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeconfigCheckTest {

    private static final String GOOD = """
            apiVersion: v1
            kind: Config
            clusters:
            - name: c
              cluster: {server: "https://10.0.0.1:6443", certificate-authority-data: QQ==}
            users:
            - name: u
              user: {token: correct-horse}
            contexts:
            - name: x
              context: {cluster: c, user: u}
            current-context: x
            """;

    @Test
    void letsPassWhatHoldsAllThatItNeeds() {
        assertThat(check(GOOD)).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token: correct-horse | exec: {apiVersion: v1, command: sh} | has an exec entry",
                "token: correct-horse | auth-provider: {name: oidc} | has an auth-provider entry",
                "token: correct-horse | tokenFile: /etc/passwd | names a file in tokenFile",
                "token: correct-horse | client-key: /root/key | names a file in client-key",
                "certificate-authority-data: QQ== | insecure-skip-tls-verify: true | insecure-skip-tls-verify",
                "certificate-authority-data: QQ== | certificate-authority: ca.crt | names a file in certificate-authority",
                "https://10 | http://10 | no server that starts with https://",
                "https://10 | https://k8s_api | the host name \"k8s_api.0.0.1\" holds an underscore",
                "current-context: x | current-context: y | \"y\" is not among contexts",
                "user: u} | user: v} | user \"v\" of context \"x\" is not among users",
            })
    void refuses(String from, String to, String fault) {
        assertThatThrownBy(() -> check(GOOD.replace(from, to)))
                .hasMessageContaining("REFUSED")
                .hasMessageContaining("Kubeconfig kubeconfig/test cannot be used")
                .hasMessageContaining(fault);
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThatThrownBy(() -> check(GOOD.replace("token: correct-horse", "exec: {command: sh}")
                        .replace("https://", "http://")))
                .hasMessageContaining("https://")
                .hasMessageContaining("exec entry");
    }

    @Test
    void aTextThatIsNoKubeconfigIsNotQuoted() {
        assertThatThrownBy(() -> check("token: [correct-horse"))
                .hasMessageContaining("is not a kubeconfig")
                .hasMessageNotContaining("correct-horse");
    }

    private static String check(String text) {
        return KubeconfigCheck.check("kubeconfig/test", text.getBytes(StandardCharsets.UTF_8));
    }
}
