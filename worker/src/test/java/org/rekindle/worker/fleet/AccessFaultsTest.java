// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.model.fleet.Verification;

/** A login in front of the hubs, and what is looked at last: every fault at once, each with its cure. */
class AccessFaultsTest {

    @TempDir
    Path folder;

    private FleetFolder fleet;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
        Files.writeString(folder.resolve("secret"), "s3\n");
        Files.setPosixFilePermissions(folder.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aHeaderAndAUserReachTheProfileAsFileNames() throws IOException {
        Path file = fleet.write(FleetFolder.VERIFY + """
                      binder: https://binder.example.org
                      scaleUp: user
                      scaleDown: 30m
                      alertResolved: 1h30m
                      access:
                        username: canary
                        passwordFile: secret
                        headerFiles: {X-One: secret, X-Two: secret}
                """);

        Verification verification = FleetFile.read(file).of("a").orElseThrow().verification();

        assertThat(verification.accessUsername()).isEqualTo("canary");
        assertThat(verification.headerFiles())
                .containsEntry("X-One", folder.resolve("secret").toString())
                .containsEntry("X-Two", folder.resolve("secret").toString());
        assertThat(verification.scaleDownWithin()).hasMinutes(30);
        assertThat(verification.alertResolvedWithin()).hasMinutes(90);
        assertThat(verification.toString()).doesNotContain("s3\n");
    }

    @Test
    void aLoginInFrontOfNoHubAndAFileThatEveryUserCanReadAreFaults() throws IOException {
        assertThat(faults("""
                              access: {headerFiles: {X-Key: values.yaml}}
                        """))
                .containsExactly(
                        "8: clusters.a.verify.access.headerFiles.X-Key: every user of this machine can read FOLDER/values.yaml;"
                                + " run `chmod 600 FOLDER/values.yaml`",
                        "8: clusters.a.verify.access.headerFiles: stands in front of no hub;"
                                + " add `verify.hub` to cluster a");
    }

    @Test
    void aUserNeedsAPasswordAndAPasswordAUser() throws IOException {
        assertThat(faults("""
                              binder: https://binder.example.org
                              access: {username: u}
                        """))
                .containsExactly("9: clusters.a.verify.access.username: is of no use without a password;"
                        + " add `verify.access.passwordFile` to cluster a");
        assertThat(faults("""
                              binder: https://binder.example.org
                              access: {passwordFile: nope}
                        """))
                .containsExactly(
                        "9: clusters.a.verify.access.passwordFile: is of no use without a user;"
                                + " add `verify.access.username` to cluster a",
                        "9: clusters.a.verify.access.passwordFile: there is no file FOLDER/nope;"
                                + " write the secret into it, readable by its owner alone");
    }

    @Test
    void basicAuthAndTheTokenOfAJupyterHubCannotTravelTogether() throws IOException {
        String cure = " takes the header Authorization, in which JupyterHub takes the token of `verify.userServer`;"
                + " have the login take another header and name it under `verify.access.headerFiles`, or remove"
                + " `verify.userServer`: a launch by `verify.build` runs a cell too";
        assertThat(faults("""
                              hub: https://hub.example.org
                              userServer: {tokenFile: secret}
                              access: {username: u, passwordFile: secret}
                        """)).containsExactly("10: clusters.a.verify.access.username:" + cure);
        assertThat(faults("""
                              hub: https://hub.example.org
                              userServer: {tokenFile: secret}
                              access: {headerFiles: {authorization: secret}}
                        """)).containsExactly("10: clusters.a.verify.access.headerFiles.authorization:" + cure);
        assertThat(faults("""
                              hub: https://hub.example.org
                              userServer: {tokenFile: secret}
                              access: {headerFiles: {X-Key: secret}}
                        """)).isEmpty();
    }

    @Test
    void aHeaderThatIsThereTwiceInOtherLettersIsAFault() throws IOException {
        assertThat(faults("""
                              hub: https://hub.example.org
                              access: {headerFiles: {X-Key: secret, x-key: secret}}
                        """))
                .containsExactly("9: clusters.a.verify.access.headerFiles.x-key: is there twice:"
                        + " capital letters make no other header; keep one of them");
    }

    @Test
    void aTokenIsOneWordAndIsNotShown() throws IOException {
        Files.writeString(folder.resolve("token"), "correct-horse\nbattery\n");
        assertThat(faults("""
                              hub: https://hub.example.org
                              userServer: {tokenFile: token}
                        """))
                .containsExactly(
                        "9: clusters.a.verify.userServer.tokenFile: FOLDER/token does not hold one word of plain"
                                + " ASCII; write the token into it and nothing else");
    }

    @Test
    void nothingSecretGoesWithoutTls() throws IOException {
        assertThat(faults("""
                              hub: http://hub.example.org
                              access: {headerFiles: {X-Key: secret}}
                        """))
                .containsExactly(
                        "9: clusters.a.verify.access.headerFiles: would go to http://hub.example.org without TLS, where"
                                + " everybody on the way can read it; write that URL with https://, or remove `verify.access`");
        assertThat(faults("""
                              hub: http://127.0.0.1:8080
                              access: {headerFiles: {X-Key: secret}}
                        """)).isEmpty();
    }

    @Test
    void headersThatNoLoginTakesAreFaults() throws IOException {
        assertThat(faults("""
                              hub: https://hub.example.org
                              access: {headerFiles: {Upgrade: secret, "a b": secret}}
                        """))
                .containsExactlyInAnyOrder(
                        "9: clusters.a.verify.access.headerFiles.Upgrade: is a header that no login takes;"
                                + " name the header that the login's own pages name",
                        "9: clusters.a.verify.access.headerFiles.a b: is not a usable name;"
                                + " write the name of a header, such as CF-Access-Client-Id");
    }

    @Test
    void aTimeForTheScaleDownNeedsAScaleUp() throws IOException {
        assertThat(faults("""
                              scaleDown: 0m
                              alertResolved: soon
                        """))
                .containsExactlyInAnyOrder(
                        "8: clusters.a.verify.scaleDown: is zero; use 15m or more, such as 30m",
                        "8: clusters.a.verify.scaleDown: needs a node that was added for it;"
                                + " add `verify.scaleUp` to cluster a",
                        "9: clusters.a.verify.alertResolved: `soon` cannot be read;"
                                + " write numbers with units from large to small, such as 500ms, 20s, 90m, 4h, 1h30m or 30d");
    }

    private List<String> faults(String verify) throws IOException {
        return fleet.faults(FleetFolder.VERIFY + verify);
    }
}
