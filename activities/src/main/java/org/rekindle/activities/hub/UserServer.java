// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.run.CellStep;

/** A user's server, used as its user would. The token goes into requests and nowhere else. */
final class UserServer {

    private static final String CODE = "print(6*7)";
    private static final String OUTPUT = "42";
    private static final Pattern KERNEL = Pattern.compile("[0-9A-Za-z_-]{1,100}");
    private static final Duration CELL = Duration.ofSeconds(60);

    private final HubHttp http;
    private final Clock clock;
    private final Patience patience;
    private final URI base;
    private final String token;

    /** @param base of the server, with a slash at its end */
    UserServer(HubHttp http, Clock clock, Patience patience, URI base, String token) {
        this.http = http;
        this.clock = clock;
        this.patience = patience;
        this.base = base;
        this.token = token;
    }

    /** Waits for the server's route, and runs a cell. */
    void runCell() throws StepFailed {
        awaitRoute();
        String kernel = startKernel();
        try (KernelChannel channel =
                KernelChannel.open(http, base.resolve("api/kernels/" + kernel + "/channels"), token)) {
            String output = channel.run(CODE, CELL);
            if (!output.strip().equals(OUTPUT)) {
                throw StepFailed.at(
                        CellStep.CELL, CODE + " printed \"" + StepFailed.shortened(output) + "\" and not " + OUTPUT);
            }
        }
    }

    /** Writes a file and reads it again; gives its content. */
    String writeFile() throws StepFailed {
        String content = UUID.randomUUID().toString();
        HttpResponse<String> written = ask(
                CellStep.FILE,
                "PUT",
                file(),
                HubHttp.json(Map.of("type", "file", "format", "text", "content", content)));
        if (written.statusCode() / 100 != 2) {
            throw StepFailed.answered(CellStep.FILE, written);
        }
        compare(CellStep.FILE, content, readFile(CellStep.FILE));
        return content;
    }

    /** Waits for the route of a server that was started again, and finds the file that was written before. */
    void findFile(String content) throws StepFailed {
        awaitRoute();
        HttpResponse<String> read = readFile(CellStep.STORAGE);
        if (read.statusCode() == 404) {
            throw StepFailed.at(
                    CellStep.STORAGE,
                    "it is gone, so the server has no storage: look at singleuser.storage of the chart and at the user's claim");
        }
        compare(CellStep.STORAGE, content, read);
    }

    /** Removes the file again. */
    void removeFile() throws StepFailed {
        HttpResponse<String> removed = ask(CellStep.FILE, "DELETE", file(), null);
        if (removed.statusCode() / 100 != 2) {
            throw StepFailed.answered(CellStep.FILE, removed);
        }
    }

    private URI file() {
        return base.resolve("api/contents/rekindle-canary.txt");
    }

    private HttpResponse<String> readFile(CellStep step) throws StepFailed {
        return ask(step, "GET", URI.create(file() + "?content=1&type=file&format=text"), null);
    }

    private static void compare(CellStep step, String content, HttpResponse<String> read) throws StepFailed {
        if (!HubAnswer.json(read).path("content").asText("").equals(content)) {
            throw StepFailed.at(step, "it was read otherwise than written, HTTP " + read.statusCode());
        }
    }

    private void awaitRoute() throws StepFailed {
        URI status = base.resolve("api/status");
        Instant end = clock.instant().plus(patience.forRoute());
        while (true) {
            StepFailed problem = routeProblem(status);
            if (problem == null) {
                return;
            }
            if (!clock.instant().isBefore(end)) {
                throw problem;
            }
            patience.pause();
        }
    }

    private @Nullable StepFailed routeProblem(URI status) {
        try {
            HttpResponse<String> answer = http.send("GET", status, token, null);
            if (answer.statusCode() == 200 && HubAnswer.json(answer).isObject()) {
                return null;
            }
            return StepFailed.answered(CellStep.ROUTE, answer);
        } catch (IOException e) {
            return StepFailed.unanswered(CellStep.ROUTE, e);
        }
    }

    private String startKernel() throws StepFailed {
        HttpResponse<String> answer = ask(CellStep.KERNEL, "POST", base.resolve("api/kernels"), "{}");
        JsonNode id = HubAnswer.json(answer).path("id");
        if (answer.statusCode() / 100 != 2 || !KERNEL.matcher(id.asText()).matches()) {
            throw StepFailed.answered(CellStep.KERNEL, answer);
        }
        return id.textValue();
    }

    private HttpResponse<String> ask(CellStep step, String method, URI uri, @Nullable String json) throws StepFailed {
        try {
            return http.send(method, uri, token, json);
        } catch (IOException e) {
            throw StepFailed.unanswered(step, e);
        }
    }
}
