// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.scenario.LabEnvironment;
import org.rekindle.lab.scenario.Scenario;

/** The plain shell loop that a user would write instead, over the same lab. */
final class PlainLoop {

    private static final long LONGEST_MINUTES = 10;
    private static final String FITTING = "ubuntu-jammy-kube-v1.33.2-250626-0848-capi-0.16.0";

    private PlainLoop() {}

    /** The seconds that it took beyond what the cloud itself took. */
    static double secondsBeyondCloud(Scenario scenario, LabEnvironment house, Path helm, Duration poll)
            throws IOException, InterruptedException {
        Path work = Files.createDirectories(house.folder().resolve("plain-loop"));
        Path script = work.resolve("plain-loop.sh");
        try (InputStream in = PlainLoop.class.getResourceAsStream("plain-loop.sh")) {
            if (in == null) {
                throw new IllegalStateException("plain-loop.sh is missing from this build");
            }
            Files.write(script, in.readAllBytes());
        }
        CloudFixture.ApplicationCredential credential =
                scenario.world().users().get(0).applicationCredentials().get(0);
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString());
        Map<String, String> environment = builder.environment();
        environment.put("IDENTITY", house.cloud().identityUrl());
        environment.put("CREDENTIAL_ID", credential.id());
        environment.put("CREDENTIAL_SECRET", credential.secret());
        environment.put("CLUSTER", scenario.world().clusters().get(0).name());
        environment.put("TEMPLATE", FITTING);
        environment.put("CHARTS", house.folder().resolve("charts").toString());
        environment.put(
                "REGISTRY",
                house.folder().resolve("registry.secret.values.yaml").toString());
        environment.put("BINDER", house.hubs().binder().toString());
        environment.put("SPEC", "gh/rekindle-lab/canary/main");
        environment.put("HELM", helm.toString());
        environment.put("POLL", String.format(Locale.ROOT, "%.3f", poll.toMillis() / 1000.0));
        environment.put("WORK", work.toString());
        Path stages = work.resolve("stages.txt");
        Path errors = work.resolve("errors.txt");
        Duration cloudBefore = house.cloud().cloudTime();
        long start = System.nanoTime();
        Process process = builder.redirectOutput(stages.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    "The plain loop failed: " + Files.readString(errors) + Files.readString(stages));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Duration ofTheCloud = house.cloud().cloudTime().minus(cloudBefore);
        return took.minus(ofTheCloud).toMillis() / 1000.0;
    }
}
