// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.temporal.activity.DynamicActivity;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.rekindle.activities.hub.HttpHubActivities;
import org.rekindle.activities.names.DnsNamesActivities;
import org.rekindle.activities.tls.TlsProbe;
import org.rekindle.lab.fake.InMemoryTemporal;
import org.rekindle.lab.realhubs.Visitor;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.Workflows;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.VerifyCluster;
import org.rekindle.workflows.api.VerifyCluster.VerifyRequest;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.ProofResult;

/**
 * What {@code ./rekindle verify} says of a cluster to which there is no way but the public one. It is asked in a process of its own: the
 * names that Java itself looks up are those of a process's machine, and only this process's are those of the public zone.
 */
final class OutsideProof {

    private static final String CLUSTER = "real-hubs";
    /** Nothing listens there. */
    private static final String CLOUDS = """
            clouds:
              nowhere:
                auth: {auth_url: http://127.0.0.1:9/v3, user_id: nobody, password: none, project_id: none}
            """;

    private static final Duration TLS = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    private OutsideProof() {}

    /**
     * Verifies.
     *
     * @param folder to write into
     * @param verify what the fleet file says under that key
     * @param longest for each proof
     * @return what the proofs say that it asks for, by their names
     */
    static Map<String, ProofResult> of(Path folder, Map<String, Object> verify, Duration longest)
            throws IOException, InterruptedException {
        Path place = Files.createTempDirectory(folder, "proof");
        Path log = place.resolve("log");
        Process process = new ProcessBuilder(command(writeFleet(place, verify, longest), place.resolve("said")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Duration all = START.plus(longest.multipliedBy(verify.size()));
        if (!process.waitFor(all.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end after " + all + ": " + Files.readString(log));
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit code " + process.exitValue() + ": " + Files.readString(log));
        }
        List<ProofResult> said =
                JSON.readValue(place.resolve("said").toFile(), new TypeReference<List<ProofResult>>() {});
        said.forEach(each -> System.out.println(each.state() + " " + each.proof() + ": " + each.sentence()));
        return said.stream().collect(Collectors.toMap(ProofResult::proof, each -> each));
    }

    /** The other process: reads a fleet file, and writes what the proofs say. */
    public static void main(String[] files) throws IOException {
        FleetFile fleet = FleetFile.read(Path.of(files[0]));
        try (TestWorkflowEnvironment temporal = InMemoryTemporal.start(false)) {
            Worker worker = temporal.newWorker(Identifiers.TASK_QUEUE);
            Workflows.register(worker);
            worker.registerActivitiesImplementations(
                    fleet,
                    new HttpHubActivities(),
                    new DnsNamesActivities(),
                    new TlsProbe(TLS, TLS, Clock.systemUTC()),
                    (DynamicActivity) arguments -> {
                        throw Failures.of(FailureCode.NOT_FOUND, "There is no cloud here.");
                    });
            temporal.start();
            VerifyCluster run = temporal.getWorkflowClient()
                    .newWorkflowStub(
                            VerifyCluster.class,
                            WorkflowOptions.newBuilder()
                                    .setTaskQueue(Identifiers.TASK_QUEUE)
                                    .setWorkflowId(Identifiers.VERIFY + CLUSTER)
                                    .build());
            JSON.writeValue(
                    Path.of(files[1]).toFile(),
                    run.verify(new VerifyRequest(CLUSTER)).proofs());
        }
    }

    private static List<String> command(Path fleet, Path said) {
        List<String> command = new ArrayList<>(Visitor.command());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OutsideProof.class.getName(),
                fleet.toString(),
                said.toString()));
        return command;
    }

    private static Path writeFleet(Path place, Map<String, Object> verify, Duration longest) throws IOException {
        Files.writeString(place.resolve("clouds.yaml"), CLOUDS);
        // JSON is YAML.
        Path fleet = place.resolve("fleet.yaml");
        JSON.writeValue(
                fleet.toFile(),
                Map.of(
                        "openstack", Map.of("cloudsFile", "clouds.yaml"),
                        "state", Map.of("folder", place.resolve("state").toString()),
                        "clusters",
                                Map.of(
                                        CLUSTER,
                                        Map.of(
                                                "cloud",
                                                "nowhere",
                                                "magnum",
                                                CLUSTER,
                                                "templates",
                                                List.of("none"),
                                                "verify",
                                                verify,
                                                "policy",
                                                Map.of(
                                                        "deadlines",
                                                        Map.of("verify", longest.toSeconds() + "s"),
                                                        "pollEvery",
                                                        "1s")))));
        return fleet;
    }
}
