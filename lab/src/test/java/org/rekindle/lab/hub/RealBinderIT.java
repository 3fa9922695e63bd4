// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.hub.HttpHubActivities;
import org.rekindle.lab.ui.Browser;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.api.HubActivities.BuildProof;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.HubSighting;

/** The proof of a build, held against a real BinderHub that builds by repo2docker, pushes to a real registry, and launches from it. */
@Tag("real-hubs")
class RealBinderIT {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    @TempDir
    private static Path folder;

    private static RealSite site;

    @BeforeAll
    static void start() throws Exception {
        site = RealSite.start(folder, "hub", "binder");
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void aReferenceThatWasNeverBuiltIsBuiltAndRunsACell() throws Exception {
        deploy(RealBinder.HUB, RealBinder.PASSWORD);

        assertThat(look())
                .satisfies(seen -> assertThat(seen.healthy()).as(seen.detail()).isTrue());
        String commit = site.files().canary();
        BuildProof first = prove(commit);
        assertThat(first.ready()).as(first.detail()).isTrue();
        assertThat(first.built()).isTrue();
        assertThat(first.phases()).containsSubsequence("building", "built", "launching", "ready");
        assertThat(first.detail()).startsWith("Built and launched. A cell ran on the user's server.");

        BuildProof second = prove(commit);
        assertThat(second.ready()).as(second.detail()).isTrue();
        assertThat(second.built()).isFalse();
    }

    @Test
    void theClientOfMybindersPageBuildsAndLaunches() throws Exception {
        deploy(RealBinder.HUB, RealBinder.PASSWORD);
        Judges judges = Judges.visiting(folder, site.files().authority());

        assertThat(judges.launch(RealBinder.BINDER, RealBinder.spec(site.files().canary())))
                .containsSubsequence("building", "built", "launching", "ready");
    }

    /** With {@code -Drekindle.docs=write} its picture is kept. */
    @Test
    void aBrowserShowsWhatACellSays() throws Exception {
        Path chromium = Browser.find().orElse(null);
        assumeTrue(chromium != null, "Chromium is not installed; lab/install-extras installs it.");
        deploy(RealBinder.HUB, RealBinder.PASSWORD);
        LaunchedNotebook notebook = LaunchedNotebook.launch(
                site,
                RealBinder.BINDER.resolve(
                        "build/" + RealBinder.spec(site.files().canary())));

        byte[] picture = notebook.runIn(chromium, folder.resolve("chromium"));

        Path docs = "write".equals(System.getProperty("rekindle.docs")) ? Path.of("..", "docs") : Path.of("target");
        Files.write(Files.createDirectories(docs.resolve("pictures")).resolve("notebook.png"), picture);
    }

    @Test
    void anIngressWithoutWebsocketsIsNamedThoughTheServerIsReady() throws Exception {
        deploy(RealBinder.PLAIN, RealBinder.PASSWORD);

        BuildProof proof = prove(site.files().canary());

        assertThat(proof.ready()).isFalse();
        assertThat(proof.built()).isTrue();
        assertThat(proof.detail())
                .contains("The user's server was launched. No websocket upgrade passes", "HTTP 400 instead of 101");
    }

    @Test
    void aWrongPasswordOfTheRegistryStopsBeforeTheBuild() throws Exception {
        deploy(RealBinder.HUB, "wrong");

        BuildProof proof = prove(site.files().canary());

        assertThat(proof.ready()).isFalse();
        assertThat(proof.built()).isFalse();
        // BinderHub asks the registry for the image first, and keeps the reason in its log.
        assertThat(proof.detail()).isEqualTo("BinderHub says: Internal Server Error");
        assertThat(proof.phases()).doesNotContain("building");
    }

    private static HubSighting look() {
        return ask(activities -> activities.look(target(null)));
    }

    private static BuildProof prove(String commit) {
        return ask(activities -> activities.proveBuild(target(RealBinder.spec(commit))));
    }

    private static <T> T ask(Function<HubActivities, T> question) {
        TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
        try {
            temporal.registerActivitiesImplementations(new HttpHubActivities(site.visitor()));
            return question.apply(temporal.newActivityStub(
                    HubActivities.class,
                    ActivityOptions.newBuilder().setStartToCloseTimeout(LONGEST).build()));
        } finally {
            temporal.close();
        }
    }

    private static HubTarget target(@Nullable String spec) {
        Verification verification = Verification.of(key -> switch (key) {
            case "hub" -> RealBinder.HUB.toString();
            case "binder" -> RealBinder.BINDER.toString();
            case "build" -> spec;
            default -> null;
        });
        return new HubTarget("real-hubs", verification, Duration.ofSeconds(1));
    }

    private static void deploy(URI hub, String password) throws Exception {
        RealBinder.deploy(site, hub, password, Map.of());
    }
}
