// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/** Logins that approve, from the first request to the token that is checked. */
final class LoginTest {

    private static final URI CALLBACK = URI.create("https://rekindle.example.org/oidc/callback");

    private final ApprovalText text = new ApprovalText(
            "demo",
            "cluster/demo",
            "run-1",
            new PlanHash("ab".repeat(32)),
            "ben",
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final FakeProvider provider = new FakeProvider();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aLoginOnAnotherDeviceApproves() throws Exception {
        DeviceLogin login = DeviceLogin.begin(provider.client(), text);

        assertThat(login.page()).hasToString("https://id.example.org/device");
        assertThat(login.code()).isEqualTo("WDJB-MJHT");
        assertThat(login.validFor()).isEqualTo(Duration.ofMinutes(10));
        // The first answer is that nobody has logged in yet.
        assertThat(checked(login.await()).objection()).isNull();
        assertThat(provider.asked()).containsEntry("scope", List.of("openid"));
    }

    @Test
    void aProviderThatDropsTheNonceApprovesNothing() throws Exception {
        provider.dropsNonce();
        provider.logsIn("ben-7");

        assertThat(checked(DeviceLogin.begin(provider.client(), text).await()).objection())
                .contains("has no nonce", "approve on the worker's page");
    }

    @Test
    void aLoginThatIsRefusedSaysSo() throws Exception {
        DeviceLogin login = DeviceLogin.begin(provider.client(), text);
        provider.logsIn("");

        assertThatThrownBy(login::await)
                .isInstanceOf(ProviderTrouble.class)
                .hasMessageContaining("refused the login: access_denied");
    }

    @Test
    void aLoginInTheBrowserApproves() throws Exception {
        CodeLogin login = CodeLogin.begin(provider.client(), CALLBACK, text);
        provider.logsIn("ben-7", login.page());

        assertThat(checked(login.idToken("the code")).objection()).isNull();
        assertThat(URLUtils.parseParameters(login.page().getRawQuery()))
                .containsEntry("prompt", List.of("login"))
                .containsEntry("max_age", List.of("600"))
                .containsEntry("code_challenge_method", List.of("S256"))
                .containsEntry("redirect_uri", List.of(CALLBACK.toString()))
                .containsEntry("nonce", List.of(ApprovalNonce.of(text).getValue()))
                .containsEntry("state", List.of(login.state()));
    }

    /** Who has seen the code on its way, but not the verifier, gets nothing for it. */
    @Test
    void aCodeOfAnotherLoginIsRefused() throws Exception {
        CodeLogin another = CodeLogin.begin(provider.client(), CALLBACK, text);
        CodeLogin login = CodeLogin.begin(provider.client(), CALLBACK, text);
        provider.logsIn("ben-7", login.page());

        assertThatThrownBy(() -> another.idToken("the code")).hasMessageContaining("access_denied");
    }

    @Test
    void aClientWithASecretProvesItself(@TempDir Path folder) throws Exception {
        OidcClient client = new OidcClient(provider.issuer(), FakeProvider.CLIENT, secret(folder));
        CodeLogin login = CodeLogin.begin(client, CALLBACK, text);
        provider.logsIn("ben-7", login.page());
        login.idToken("the code");

        assertThat(provider.authorizations()).singleElement().asString().startsWith("Basic ");
    }

    @Test
    void aMissingSecretIsNamedByItsFile(@TempDir Path folder) {
        OidcClient client = new OidcClient(provider.issuer(), FakeProvider.CLIENT, folder.resolve("none"));

        assertThatThrownBy(() -> DeviceLogin.begin(client, text))
                .isInstanceOf(ProviderTrouble.class)
                .hasMessageContaining("there is no file " + folder.resolve("none"));
    }

    private static Path secret(Path folder) throws IOException {
        return Files.writeString(
                Files.createFile(
                        folder.resolve("client.secret"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                "a secret of the client\n");
    }

    private CheckedSignature checked(String token) {
        return new IdTokenCheck(new OidcSigners(provider.client(), Map.of("ben-7", "ben"))).check(text, token);
    }
}
