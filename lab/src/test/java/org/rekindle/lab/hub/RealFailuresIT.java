// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.realhubs.UserOfBefore;
import org.rekindle.workflows.model.run.ProofResult;
import org.rekindle.workflows.model.run.ProofState;

/** What is wrong with real hubs is told apart by what the proofs say: each failure has a sentence of its own. */
@Tag("real-hubs")
class RealFailuresIT {

    private static final Duration LONGEST = Duration.ofMinutes(4);

    /** For what does not become right by waiting. */
    private static final Duration SHORT = Duration.ofSeconds(25);

    private static final String TOKEN = "token-of-the-canary-" + UUID.randomUUID();
    private static final String WELL = "hub well";
    private static final String CELL = "a user's cell";
    private static final String BUILD = "build and launch";
    private static final String CERTIFICATES = "public certificates";
    private static final String NAMES = "public names";

    @TempDir
    private static Path folder;

    private static RealSite site;

    @BeforeAll
    static void start() throws Exception {
        site = RealSite.start(folder, "hub", "binder");
        deploy();
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void withNothingWrongEveryProofIsMade() throws Exception {
        Map<String, Object> all = new HashMap<>(both());
        all.putAll(Map.of(
                "build", RealBinder.spec(site.files().canary()),
                "names", Map.of("address", site.addressOf("ingress")),
                "userServer", Map.of("tokenFile", token(TOKEN))));

        Map<String, ProofResult> said = prove(all, LONGEST);

        assertThat(List.of(WELL, CELL, BUILD, CERTIFICATES, NAMES))
                .allSatisfy(proof -> assertThat(said.get(proof).state())
                        .as(said.get(proof).sentence())
                        .isEqualTo(ProofState.PROVEN));
    }

    @Test
    void aTokenThatTheHubDoesNotKnowIsNamed() throws Exception {
        Map<String, Object> wrong = new HashMap<>(hub());
        wrong.put("userServer", Map.of("tokenFile", token("wrong")));

        assertThat(failed(CELL, wrong, LONGEST))
                .isEqualTo(
                        "No user could work. JupyterHub does not take the token: HTTP 403, Forbidden. A service's token must"
                                + " be the one in the hub's values. A token that a user has made is in the hub's database: a new"
                                + " database does not know it.");
    }

    @Test
    void aTokenOfBinderHubThatTheHubDoesNotKnowIsNamed() throws Exception {
        String right = site.secret("hub", "hub.services.binder.apiToken");
        site.setSecret("hub", "hub.services.binder.apiToken", "wrong");
        site.restart("binder");
        String said = failed(BUILD, build(), LONGEST);
        site.setSecret("hub", "hub.services.binder.apiToken", right);
        site.restart("binder");

        assertThat(said).startsWith("No user could work: BinderHub says: ").contains("launching");
    }

    @Test
    void aPublicCertificateThatExpiredIsNamed() throws Exception {
        Path expired = site.files().makeExpired();
        site.setCertificate(
                Files.readString(expired.resolve("expired.crt")), Files.readString(expired.resolve("expired.key")));
        Map<String, ProofResult> said = prove(hub(), SHORT);
        site.setCertificate(
                Files.readString(site.files().certificate()),
                Files.readString(site.files().key()));

        assertThat(said.get(CERTIFICATES).sentence())
                .startsWith("hub.lab.example serves a certificate of ")
                .contains(" that expired at ")
                .endsWith(", 2 days ago. Renew it, and see why it was not renewed by itself.");
        assertThat(said.get(WELL).sentence())
                .isEqualTo("JupyterHub at https://hub.lab.example/ does not answer: its certificate has expired.");
    }

    @Test
    void aBuildThatFindsNoNodeIsNamed() throws Exception {
        String said;
        List<String> pods;
        try {
            RealBinder.deploy(site, RealBinder.HUB, RealBinder.PASSWORD, services(), Map.of("nowhere", "here"));
            said = failed(BUILD, build(), Duration.ofSeconds(45));
            pods = site.podTroubles("component=binderhub-build");
        } finally {
            deploy();
        }

        assertThat(said)
                .isEqualTo(
                        "No user could work: The time for the proof ran out in phase waiting. No build pod has begun: it finds"
                                + " no node (build_node_selector), or its image cannot be pulled. kubectl describe pod -l"
                                + " component=binderhub-build says which. (waiting)");
        assertThat(pods)
                .anySatisfy(
                        pod -> assertThat(pod)
                                .startsWith("pod build-")
                                .contains(
                                        " Pending: Unschedulable: 0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector"));
    }

    @Test
    void anImageThatIsThereAlreadyProvesNoBuild() throws Exception {
        Map<String, Object> same = build();
        prove(same, LONGEST);

        assertThat(failed(BUILD, same, LONGEST))
                .startsWith(
                        "The launch is proven, the build is not: The image was in the registry already, so only the launch"
                                + " is proven. A cell ran on the user's server.")
                .contains("built > launching > ready")
                .doesNotContain("building")
                .endsWith("Push a new commit to the repository of verify.build: and retry, or skip.");
    }

    @Test
    void aRecordOfTheOldClusterIsNamedWithTheOneToSet() throws Exception {
        Map<String, Object> wanted = new HashMap<>(hub());
        wanted.put("names", Map.of("address", site.addressOf("ingress")));
        site.zone().set("hub", "198.51.100.253");
        Map<String, ProofResult> said = prove(wanted, SHORT);
        site.zone().set("hub", site.addressOf("ingress"));

        String right = site.addressOf("ingress");
        assertThat(said.get(NAMES).sentence())
                .isEqualTo("hub.lab.example leads to 198.51.100.253 and not to " + right
                        + ". Set hub.lab.example. 300 IN A " + right
                        + ". Resolvers keep the old record for up to 5 s.");
        assertThat(said.get(WELL).sentence())
                .isEqualTo(
                        "JupyterHub at https://hub.lab.example/ does not answer: no way leads to the address that its name"
                                + " has.");
        assertThat(said.get(CERTIFICATES).sentence())
                .startsWith("No certificate was seen of hub.lab.example at 198.51.100.253: ");
    }

    @Test
    void aLoginInFrontIsNoHub() throws Exception {
        site.zone().set("login", site.addressOf("plain"));
        site.deployIngress(Map.of("login", "login.lab.example"));
        Map<String, Object> behind = new HashMap<>(at(RealBinder.PLAIN));
        behind.put("userServer", Map.of("tokenFile", token(TOKEN)));
        Map<String, ProofResult> said = prove(behind, SHORT);
        site.deployIngress(Map.of());

        assertThat(said.get(WELL).sentence())
                .isEqualTo("JupyterHub at https://plain.lab.example/ is not well: it leads to another address, at"
                        + " login.lab.example: a login or another page stands in front.");
        assertThat(said.get(CELL).sentence())
                .isEqualTo(
                        "No user could work. JupyterHub does not answer: HTTP 302 leads elsewhere: a login or another page"
                                + " stands in front.");
    }

    @Test
    void aHubWhoseDatabaseIsLostKnowsItsUsersNoMore() throws Exception {
        UserOfBefore user = new UserOfBefore(site.visitor(), RealBinder.HUB);
        user.settle(TOKEN);
        Map<String, Object> byUser = new HashMap<>(hub());
        byUser.put("userServer", Map.of("tokenFile", token(user.token().orElseThrow())));
        site.scale("hub", 0);
        site.deleteClaim("hub-db-dir");
        deploy();

        assertThat(user.misses()).hasValue("The hub does not know user ada by the token from before: it answers 403.");
        assertThat(failed(CELL, byUser, LONGEST))
                .contains("A token that a user has made is in the hub's database: a new database does not know it.");
    }

    private static void deploy() throws Exception {
        RealBinder.deploy(site, RealBinder.HUB, RealBinder.PASSWORD, services());
    }

    /** A service with the scopes that the proof of a user's cell needs, beside BinderHub's. */
    private static Map<String, Object> services() {
        Map<String, Object> role =
                Map.of("services", List.of("canary"), "scopes", List.of("admin:users", "servers", "tokens"));
        return Map.of(
                "hub",
                Map.of("services", Map.of("canary", Map.of("apiToken", TOKEN)), "loadRoles", Map.of("canary", role)));
    }

    private static Map<String, Object> hub() {
        return at(RealBinder.HUB);
    }

    private static Map<String, Object> both() {
        Map<String, Object> both = new HashMap<>(hub());
        both.put("binder", RealBinder.BINDER.toString());
        return both;
    }

    private static Map<String, Object> build() {
        return Map.of(
                "binder", RealBinder.BINDER.toString(),
                "build", RealBinder.spec(site.files().canary()),
                "trust", trust());
    }

    private static Map<String, Object> at(URI hub) {
        return Map.of("hub", hub.toString(), "trust", trust());
    }

    private static String trust() {
        return site.files().authority().toString();
    }

    private static String token(String token) throws IOException {
        return Files.writeString(folder.resolve("token-" + UUID.randomUUID()), token + "\n")
                .toString();
    }

    private static Map<String, ProofResult> prove(Map<String, Object> verify, Duration longest) throws Exception {
        return OutsideProof.of(folder, verify, longest);
    }

    private static String failed(String proof, Map<String, Object> verify, Duration longest) throws Exception {
        ProofResult said = prove(verify, longest).get(proof);
        assertThat(said.state()).as(said.sentence()).isEqualTo(ProofState.FAILED);
        return said.sentence();
    }
}
