// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rekindle.lab.realhubs.HubRequests.Answer;

/** Users of a hub that were made for a proof, which has to take them away again with their servers. */
public final class ProofUsers {

    /** As many as a hub gives at once; a lab has a few. */
    private static final String USERS = "hub/api/users?limit=200";

    private final HubRequests requests;

    /** @param hub its public address, with a slash at its end */
    public ProofUsers(HttpClient visitor, URI hub) {
        this.requests = new HubRequests(visitor, hub);
    }

    /**
     * Who of them is still there, with which servers, in sentences; a hub that cannot be asked has one too.
     *
     * @param service a token of the hub by which its users are listed
     * @param beginnings how the names of such users begin
     */
    public List<String> left(String service, Set<String> beginnings) {
        Answer answer;
        try {
            answer = requests.get(USERS, service);
        } catch (UncheckedIOException | IllegalStateException unanswered) {
            return List.of(notAsked(String.valueOf(unanswered.getMessage())));
        }
        if (!answer.succeeded() || !answer.body().isArray()) {
            return List.of(notAsked("it answers " + answer.status()));
        }
        List<String> left = new ArrayList<>();
        for (JsonNode user : answer.body()) {
            String name = user.path("name").asText();
            if (beginnings.stream().anyMatch(name::startsWith)) {
                left.add("A proof has left user " + name + " on the hub, with " + servers(user.path("servers")) + ".");
            }
        }
        return List.copyOf(left);
    }

    private static String notAsked(String why) {
        return "The hub could not be asked whether a proof has left a user there: " + why + ".";
    }

    /** The usual server has no name. */
    private static String servers(JsonNode servers) {
        if (servers.isEmpty()) {
            return "no server";
        }
        return servers.properties().stream()
                .map(server -> "server \"" + server.getKey() + "\"")
                .collect(Collectors.joining(" and "));
    }
}
