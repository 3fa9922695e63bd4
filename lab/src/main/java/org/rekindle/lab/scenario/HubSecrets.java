// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the operator of the hubs keeps secret.
 *
 * @param user of the registry
 * @param password of that user
 * @param hubToken of the hub's service by which users are made
 * @param login the value of the header by which the login in front of the hubs lets pass
 */
record HubSecrets(String user, String password, String hubToken, String login) {

    /** That the login in front of the hubs looks at, where a scenario has one. */
    static final String LOGIN_HEADER = "X-Lab-Login";

    /** New ones. */
    static HubSecrets of(String user) {
        return new HubSecrets(
                user,
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString());
    }

    /** By name, as they may turn up. */
    Map<String, String> byName() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("the registry's password", password);
        secrets.put("the token of the hub's service", hubToken);
        secrets.put("the login in front of the hubs", login);
        secrets.put(
                "the registry's login in base64",
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        return secrets;
    }

    /** What the values of JupyterHub say of the service, in one line of YAML. */
    String hubValues() {
        return "{services: {rekindle: {apiToken: " + hubToken + "}}, loadRoles: {rekindle:"
                + " {scopes: [\"admin:users\", servers, tokens], services: [rekindle]}}}";
    }

    @Override
    public String toString() {
        return "the secrets of the hubs of " + user;
    }
}
