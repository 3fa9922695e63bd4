// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.model.fleet.NamedHub;
import org.rekindle.workflows.model.fleet.Verification;

/** Several hubs of one cluster, as the fleet file names them. */
class NamedHubsTest {

    @TempDir
    Path folder;

    private FleetFolder fleet;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
        Files.writeString(folder.resolve("staging.token"), "t0ken\n");
    }

    @Test
    void eachHubHasItsOwnKeysAndTheClustersAuthorities() throws IOException {
        Verification verification = FleetFile.read(fleet.write(FleetFolder.VERIFY + """
                              hub: https://hub.example.org
                              scaleUp: user
                              userServer: {tokenFile: webhook.token, name: ours}
                              hubs:
                                - name: staging
                                  hub: https://staging.example.org
                                  userServer: {tokenFile: staging.token}
                                - {name: binder, binder: https://binder.example.org, build: [gh/o/r/main, gh/o/r/v1]}
                        """))
                .of("a")
                .orElseThrow()
                .verification();

        assertThat(verification.everyHub()).extracting(NamedHub::name).containsExactly("", "staging", "binder");
        Verification staging = verification.everyHub().get(1).verification();
        assertThat(staging.userTokenFile())
                .isEqualTo(folder.resolve("staging.token").toString());
        assertThat(staging.userName()).isNull();
        assertThat(staging.scaleUpGroup()).isNull();
        assertThat(verification.everyHub().get(2).verification().buildSpecs())
                .containsExactly("gh/o/r/main", "gh/o/r/v1");
        assertThat(verification.hubUrls())
                .containsExactly(
                        "https://hub.example.org", "https://staging.example.org", "https://binder.example.org");
        assertThat(verification.everyHub().get(0).verification().hubUrls()).containsExactly("https://hub.example.org");
    }

    @Test
    void hubsOfTheListAloneAreEnough() throws IOException {
        Verification verification = FleetFile.read(fleet.write(FleetFolder.VERIFY + """
                              hubs: [{name: one, hub: https://one.example.org}]
                        """))
                .of("a")
                .orElseThrow()
                .verification();

        assertThat(verification.asksForProof()).isTrue();
        assertThat(verification.everyHub()).extracting(NamedHub::name).containsExactly("one");
    }

    @Test
    void everyFaultOfEachHubIsToldWithItsPlace() throws IOException {
        assertThat(faults("""
                              hubs:
                                - {name: one, build: gh/o/r/main}
                                - {name: one, hub: "http://hub.example.org", access: {username: u}}
                                - {name: two, hub: "https://my_hub.example.org", userServer: {profile: small}}
                        """))
                .containsExactlyInAnyOrder(
                        "9: clusters.a.verify.hubs[0]: names neither a JupyterHub nor a BinderHub;"
                                + " add `hub` to this hub of cluster a",
                        "9: clusters.a.verify.hubs[0].build: needs a BinderHub to build with;"
                                + " add `binder` to this hub of cluster a",
                        "10: clusters.a.verify.hubs[1].name: `one` is there twice; give each hub its own name",
                        "10: clusters.a.verify.hubs[1].access.username: is of no use without a password;"
                                + " add `access.passwordFile` to this hub of cluster a",
                        "10: clusters.a.verify.hubs[1].access.username: would go to http://hub.example.org without TLS, where"
                                + " everybody on the way can read it; write that URL with https://, or remove `verify.access`",
                        "11: clusters.a.verify.hubs[2].hub: cannot be called: the host name \"my_hub.example.org\" holds an"
                                + " underscore, which Java's HTTP client refuses; give the host another name, of letters, digits"
                                + " and hyphens, or write its IP address",
                        "11: clusters.a.verify.hubs[2].userServer.profile: has no effect without a token;"
                                + " add `userServer.tokenFile` to this hub of cluster a");
    }

    @Test
    void aHubNeedsAName() throws IOException {
        assertThat(faults("""
                              hubs: [{hub: https://one.example.org, trust: x}]
                        """))
                .containsExactlyInAnyOrder(
                        "8: clusters.a.verify.hubs[0].name: is missing;"
                                + " add it: by which steps and sentences tell it from the others",
                        "8: clusters.a.verify.hubs[0].trust: is not a key here;"
                                + " known are name, hub, binder, build, access, userServer");
    }

    private List<String> faults(String verify) throws IOException {
        return fleet.faults(FleetFolder.VERIFY + verify);
    }
}
