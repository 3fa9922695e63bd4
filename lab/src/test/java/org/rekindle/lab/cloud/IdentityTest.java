// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.http.JsonFields;

/** Who gets in, and for how long. */
class IdentityTest {

    @Test
    void secretsAreReallyChecked() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            assertThat(Login.credential(small.cloud, SmallCloud.CREDENTIAL, SmallCloud.SECRET)
                            .token())
                    .startsWith("gAAAAA");
            assertThatThrownBy(() -> Login.credential(small.cloud, SmallCloud.CREDENTIAL, "guessed"))
                    .hasMessageContaining("401");
            assertThatThrownBy(() -> Login.password(small.cloud, "operator", "guessed"))
                    .hasMessageContaining("401");
            assertThatThrownBy(() -> Login.password(small.cloud, "nobody", SmallCloud.PASSWORD))
                    .hasMessageContaining("401");
        }
    }

    @Test
    void aTokenExpiresByItself() throws Exception {
        try (SmallCloud small = SmallCloud.start(world -> world.tokenLifetime(Duration.ofMinutes(30)))) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() ->
                            small.operator.magnum("GET", "/v1/clusters", null).status() == 401);
            Login again = Login.password(small.cloud, "operator", SmallCloud.PASSWORD);

            assertThat(again.magnum("GET", "/v1/clusters", null).status()).isEqualTo(200);
        }
    }

    @Test
    void onlyAnAdministratorLearnsWhetherAProjectExists() throws Exception {
        JsonFields quota = new JsonFields()
                .with("project_id", "no-such-project")
                .with("resource", "Cluster")
                .with("hard_limit", 1);
        try (SmallCloud small = SmallCloud.start()) {
            Login.Answer answer = small.operator.magnum("POST", "/v1/quotas", quota);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.error()).isEqualTo("Policy doesn't allow quota:create to be performed.");
        }
    }

    @Test
    void allTokensCanBeMadeUselessAtOnceForEveryService() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            small.cloud.expireTokens();

            for (String path : List.of(
                    "/container-infra/v1/clusters",
                    "/compute/v2.1/flavors",
                    "/image/v2/images",
                    "/network/v2.0/networks",
                    "/load-balancer/v2/lbaas/loadbalancers",
                    "/dns/v2/zones",
                    "/identity/v3/auth/projects")) {
                assertThat(small.operator.service("GET", path, null).status())
                        .as(path)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void everyTokenIsRememberedAsASecretThoughItIsOfNoUseAnyMore() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            Login login = Login.credential(small.cloud, SmallCloud.CREDENTIAL, SmallCloud.SECRET);
            small.cloud.revokeCredential(SmallCloud.CREDENTIAL);
            small.cloud.expireTokens();

            assertThat(small.cloud.tokensGivenOut()).containsExactlyInAnyOrder(small.operator.token(), login.token());
        }
    }

    @Test
    void aRevokedCredentialIsOfNoUseNorAreItsTokens() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            Login login = Login.credential(small.cloud, SmallCloud.CREDENTIAL, SmallCloud.SECRET);
            small.cloud.revokeCredential(SmallCloud.CREDENTIAL);

            assertThat(login.magnum("GET", "/v1/clusters", null).status()).isEqualTo(401);
            assertThatThrownBy(() -> Login.credential(small.cloud, SmallCloud.CREDENTIAL, SmallCloud.SECRET))
                    .hasMessageContaining("401");
            assertThat(small.operator.magnum("GET", "/v1/clusters", null).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theCloudsFileIsForItsOwnerOnly(@TempDir Path folder) throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            Path file = folder.resolve("clouds.yaml");
            small.cloud.writeCloudsYaml(file);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file))
                    .contains("operator: ", "rekindle: ", "v3applicationcredential", small.cloud.identityUrl());
            assertThatThrownBy(() -> small.cloud.writeCloudsYaml(file, "lab", "nobody"))
                    .hasMessageContaining("neither a user nor an application credential of the name nobody");
        }
    }

    @Test
    void aWorldAndItsUsersKeepTheirSecretsOutOfText() {
        CloudFixture.User user = new CloudFixture.User(
                "operator",
                null,
                "hush-hush",
                null,
                "member",
                List.of(new CloudFixture.ApplicationCredential("id", "name", "top-secret", true)));

        assertThat(user.toString()).doesNotContain("hush-hush", "top-secret");
    }
}
