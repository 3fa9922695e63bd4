// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.api.HubActivities.BuildProof;
import org.rekindle.workflows.api.HubActivities.CellProof;
import org.rekindle.workflows.api.HubActivities.CellRequest;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.HubSighting;

class HubLoginTest {

    private static final String PASSWORD = "horse battery: staple";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("canary:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private final Map<String, String> keys = new HashMap<>();
    private TestActivityEnvironment temporal;
    private FakeBinder binder;

    @BeforeEach
    void start() throws IOException {
        binder = new FakeBinder();
        temporal = TestActivityEnvironment.newInstance();
        temporal.registerActivitiesImplementations(new HttpHubActivities());
        keys.put("hub", binder.url());
        keys.put("binder", binder.binderUrl());
        keys.put("build", "gh/rekindle/canary/main");
    }

    @AfterEach
    void stop() throws IOException {
        temporal.close();
        binder.close();
    }

    @Test
    void aUserAndPasswordPassTheLogin() throws IOException {
        lookForBasic();

        assertThat(stub().look(target()).detail()).doesNotContain("not well").contains("is well");
    }

    @Test
    void aWrongPasswordIsNamedAndNotShown() throws IOException {
        lookForBasic();
        Files.writeString(folder.resolve("password"), "wrong-horse");

        assertThat(stub().look(target()).detail())
                .contains("is not well: HTTP 401: the login in front does not take what verify.access names.")
                .doesNotContain("wrong-horse");
    }

    @Test
    void aLoginThatTheFleetFileDoesNotNameIsToldWithTheCure() {
        binder.login.put("Authorization", BASIC);

        assertThat(stub().look(target()).detail())
                .contains("HTTP 401: a login stands in front; name under verify.access what it takes.");
    }

    @Test
    void noHeaderGoesToAnotherOriginThatAHubLeadsTo() throws IOException {
        lookForBasic();
        binder.healthLeadsTo = binder.jupyter.url() + "/hub/api/health";

        assertThat(stub().look(target()).healthy()).isFalse();
        assertThat(binder.jupyter.requests).isEmpty();
    }

    @Test
    void aHubThatLeadsToAnAddressOfItsOwnIsFollowed() throws IOException {
        lookForBasic();
        binder.healthLeadsTo = "/moved/hub/api/health";

        stub().look(target());

        assertThat(binder.requests).contains("GET /moved/hub/api/health");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://HOST/hub/api/health",
                "wss://HOST/hub/api/health",
                "http://HOST@127.0.0.1:1/hub/api/health",
                "http://127.0.0.1./hub/api/health",
                "http://user:hunter2@HOST:x/",
                "http://[::1/",
                "http:health",
                "mailto:a@example.org",
                "http://",
                "//",
                "\\\\HOST\\health",
                "http://a_b/"
            })
    void anAddressThatIsOddIsAFaultOfTheHubAndNotOfTheRun(String location) throws IOException {
        lookForBasic();
        binder.healthLeadsTo = location.replace("HOST", URI.create(binder.url()).getAuthority());

        HubSighting seen = stub().look(target());

        assertThat(seen.healthy()).isFalse();
        assertThat(seen.detail()).contains("JupyterHub at " + binder.url()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct-horse\nbattery", "correct-horse\u00e9", "correct-horse battery", ""})
    void aFileThatHoldsNoTokenIsNamedAndNotShown(String content) throws IOException {
        keys.put("userServer.tokenFile", secret("token", content).toString());

        assertThatThrownBy(() -> stub().proveCell(new CellRequest(target(), "canary-1", Instant.now())))
                .rootCause()
                .hasMessageContaining("NOT_FOUND")
                .hasMessageContaining(folder.resolve("token") + " does not hold one word of plain ASCII")
                .hasMessageNotContaining("correct-horse");
    }

    @Test
    void aServiceTokenPassesForTheBuildTheServerAndItsWebsocket() throws IOException {
        secret("id", "f00d.access");
        secret("secret", "5ecre7");
        keys.put("hub", binder.jupyter.url());
        keys.put(
                "access.headerFiles",
                Verification.headerLine(
                                "CF-Access-Client-Id", folder.resolve("id").toString()) + "\n"
                        + Verification.headerLine(
                                "CF-Access-Client-Secret",
                                folder.resolve("secret").toString()));
        Map<String, String> login = Map.of("cf-access-client-id", "f00d.access", "cf-access-client-secret", "5ecre7");
        binder.login.putAll(login);
        binder.jupyter.login.putAll(login);

        BuildProof proof = launched();

        assertThat(proof.ready()).as(proof.detail()).isTrue();
        assertThat(binder.jupyter.requests).noneMatch(request -> request.contains("token="));
    }

    @Test
    void whereTheLoginTakesTheHeaderOfTheTokenTheTokenOfALaunchTravelsInTheQuery() throws IOException {
        lookForBasic();
        keys.put("hub", binder.jupyter.url());
        binder.jupyter.login.put("authorization", BASIC);

        BuildProof proof = launched();

        assertThat(proof.ready()).as(proof.detail()).isTrue();
        assertThat(binder.jupyter.requests).allMatch(request -> request.endsWith("?token=" + FakeJupyter.USER_TOKEN));
        assertThat(proof.detail()).doesNotContain(FakeJupyter.USER_TOKEN);
    }

    @Test
    void aServerAtAnOriginThatTheFleetFileDoesNotNameGetsNoPassword() throws IOException {
        lookForBasic();

        BuildProof proof = launched();

        assertThat(proof.ready()).as(proof.detail()).isTrue();
        assertThat(binder.jupyter.requests).noneMatch(request -> request.contains("token="));
    }

    @Test
    void aCellCannotBeRunWhereTheLoginTakesTheHeaderOfTheToken() throws IOException {
        lookForBasic();
        keys.put("userServer.tokenFile", secret("token", "unused").toString());

        assertThatThrownBy(() -> stub().proveCell(new CellRequest(target(), "canary-1", Instant.now())))
                .rootCause()
                .hasMessageContaining("MISCONFIGURED");
    }

    @Test
    void aCellRunsPastAServiceToken() throws IOException {
        keys.put("hub", binder.jupyter.url());
        keys.put("userServer.tokenFile", secret("token", FakeJupyter.HUB_TOKEN).toString());
        keys.put(
                "access.headerFiles",
                Verification.headerLine("X-Service", secret("service", "s3").toString()));
        binder.jupyter.login.put("x-service", "s3");

        CellProof proof = stub().proveCell(new CellRequest(target(), FakeJupyter.USER, Instant.now()));

        assertThat(proof.failedAt()).as(proof.detail()).isNull();
        assertThat(binder.jupyter.userMade).isNull();
    }

    @Test
    void aFileThatEveryUserCanReadIsNotUsed() throws IOException {
        lookForBasic();
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(stub().look(target()))
                .satisfies(seen -> assertThat(seen.healthy()).isFalse())
                .satisfies(seen -> assertThat(seen.detail()).contains("every user of this machine can read"));
        assertThatThrownBy(() -> stub().awaitHealthy(target()))
                .rootCause()
                .hasMessageContaining("NOT_FOUND")
                .hasMessageContaining("every user of this machine can read " + folder.resolve("password"))
                .hasMessageNotContaining(PASSWORD);
    }

    private void lookForBasic() throws IOException {
        keys.put("access.username", "canary");
        keys.put("access.passwordFile", secret("password", PASSWORD + "\n").toString());
        binder.login.put("Authorization", BASIC);
    }

    private Path secret(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private BuildProof launched() {
        binder.phase("building").phase("built").phase("launching").ready();
        return stub().proveBuild(target());
    }

    private HubActivities stub() {
        return temporal.newActivityStub(
                HubActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(90))
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(1).build())
                        .build());
    }

    private HubTarget target() {
        return new HubTarget("test", Verification.of(keys::get), Duration.ofMillis(50));
    }
}
