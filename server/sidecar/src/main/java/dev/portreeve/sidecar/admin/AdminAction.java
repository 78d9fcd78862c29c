package dev.portreeve.sidecar.admin;

import dev.portreeve.store.StoreException;

/** What is done about the requests of one route. It may wait, so it runs on a worker thread. */
@FunctionalInterface
interface AdminAction {
  AdminReply answer(AdminRequest request) throws Problem, StoreException;
}
