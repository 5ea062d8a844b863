"""The chat widget's own routes: public, for other sites, without cookies."""
